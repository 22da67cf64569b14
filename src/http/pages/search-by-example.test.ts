import { describe, expect, test } from 'vitest'
import { listLinks, show } from '../../../test/support/searched-pages.ts'

describe('a search by example', () => {
  test('shows the examples by their titles, each of which removes itself', async () => {
    const { asked, html, main } = await show('/papers?like=2604.00002,2604.00003&unlike=2604.00004')

    expect(asked[0]).toMatchObject({ text: '', like: ['2604.00002', '2604.00003'], unlike: ['2604.00004'] })
    expect(html).toContain('<title>Like “Title of 2604.00002” · Broadsheet</title>')
    expect(listLinks(main)).toMatchObject({
      'Remove Title of 2604.00002 ×': '/papers?like=2604.00003&unlike=2604.00004',
      'Remove Title of 2604.00003 ×': '/papers?like=2604.00002&unlike=2604.00004',
      'Remove Title of 2604.00004 ×': '/papers?like=2604.00002,2604.00003',
    })
  })

  test('knows examples by former ids, versions and addresses', async () => {
    const { asked, main } = await show('/papers?like=doi:10.1000/once,arxiv.org/abs/2604.00003v2')

    expect(asked[0]).toMatchObject({ like: ['2604.00002', '2604.00003'] })
    expect(main).not.toContain('class="notice"')
  })

  test('goes on without an example that is not here, and says so', async () => {
    const { answer, asked, main } = await show('/papers?like=2604.00002,2605.00001&unlike=2605.00002')

    expect(answer.status).toBe(200)
    expect(asked[0]).toMatchObject({ like: ['2604.00002'], unlike: [] })
    expect(main).toContain('There is no paper “2605.00001” here; it is left out of the examples.')
    expect(main).toContain('There is no paper “2605.00002” here')
  })

  test('by papers none of which is here shows the box, and says so', async () => {
    const { answer, asked, main } = await show('/papers?like=2605.00001')

    expect(answer.status).toBe(404)
    expect(asked).toEqual([])
    expect(main).toContain('There is no paper “2605.00001” here')
    expect(main).toContain('<form role="search"')
  })

  test('counts a paper that was liked and unliked at once for neither', async () => {
    const { asked, main } = await show('/papers?like=2604.00002,2604.00003&unlike=2604.00002v1')

    expect(asked[0]).toMatchObject({ like: ['2604.00003'], unlike: [] })
    expect(main).toContain('“Title of 2604.00002” cannot be liked and unliked at once')
  })

  test('is not by words alone, whatever the address says', async () => {
    const { asked, main } = await show('/papers?q=owls&like=2604.00002&mode=lexical')

    expect(asked[0]).toMatchObject({ mode: 'hybrid' })
    expect(main).toContain('this search is not by words alone')
  })

  test('takes what it found among them, with the words beside it kept', async () => {
    const { main } = await show('/papers?q=owls&like=2604.00002&unlike=2604.00003&p=3')

    expect(listLinks(main)).toMatchObject({
      'More like this': '/papers?q=owls&like=2604.00002,2604.00001&unlike=2604.00003',
      'Less like this': '/papers?q=owls&like=2604.00002&unlike=2604.00003,2604.00001',
    })
  })

  test('keeps the examples when words are added in the box', async () => {
    const { main } = await show('/papers?like=2604.00002,a%252Cb&unlike=2604.00003')

    expect([...main.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, ...pair]) => pair)).toEqual(
      [
        ['like', '2604.00002,a%2Cb'],
        ['unlike', '2604.00003'],
      ],
    )
  })

  test('keeps no papers to be unlike beside none to be like', async () => {
    const { main } = await show('/papers?like=2604.00002&unlike=2604.00003')

    expect(listLinks(main)['Remove Title of 2604.00002 ×']).toBe('/papers?q=')
  })

  test('takes no more than twenty', async () => {
    const like = Array.from({ length: 20 }, (_, one) => `2604.${10_000 + one}`).join(',')

    expect((await show(`/papers?like=${like}`)).main).not.toContain('Less like this')
  })

  test('is not offered in a search by words', async () => {
    expect((await show('/papers?q=owls')).main).not.toContain('like this')
  })
})

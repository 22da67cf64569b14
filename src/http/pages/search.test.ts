import { describe, expect, test } from 'vitest'
import type { PaperId } from '../../domain/paper.ts'
import type { FilterCount } from '../../services/search/searching.ts'
import { NOTHING_FOUND } from '../../../test/support/an-app.ts'
import { aFound, aPage, listLinks, marked, show } from '../../../test/support/searched-pages.ts'

const id = (text: string): PaperId => text as PaperId

describe('a search', () => {
  test('is asked as the address says, and no more often than once', async () => {
    const { asked } = await show('/papers?q=+tidal+owls&s=date&p=2&mode=lexical&explain=1')

    expect(asked).toEqual([
      expect.objectContaining({
        ...{ text: 'tidal owls', order: 'date', mode: 'lexical', explain: true, offset: 40, size: 20 },
      }),
    ])
  })

  test('shows papers with their votes, what is known of them, and what was searched for marked', async () => {
    const excerpt = marked('… they <hear> *owls* & ducks')
    const { main } = await show('/papers?q=owls', aPage({ found: [aFound({ excerpt })] }))

    expect(main).toContain('<a href="/papers/2604.00001"><mark>Owls</mark> of the coast</a>')
    expect(main).toContain('… they &lt;hear&gt; <mark>owls</mark> &amp; ducks')
    expect(main).toContain('12,431<span class="hide"> votes</span>')
    expect(main).toContain('Ada Kestrel')
  })

  test('marks words beside formulas, and leaves formulas as they are', async () => {
    const title = marked('*Owls* in $O(\\log n)$ of *owls* time')
    const { main } = await show('/papers?q=owls', aPage({ found: [aFound({ title })] }))

    expect(main).toMatch(/<mark>Owls<\/mark> in <math.*<mi>log<\/mi>.*<\/math> of <mark>owls<\/mark> time/s)
  })

  test('marks every word of a phrase beside formulas', async () => {
    const title = marked('Of *hard negatives* in $n$ steps')
    const { main } = await show('/papers?q=owls', aPage({ found: [aFound({ title })] }))

    expect(main.replaceAll(/<\/mark>\s*<mark>/g, ' ')).toContain('<mark>hard negatives</mark>')
  })

  test('lets no markup of a paper through', async () => {
    const found = [aFound({ title: marked('*<script>*alert(1)</script>'), excerpt: marked('<b onclick="x">*<i>*') })]
    const { main } = await show('/papers?q=x', aPage({ found }))

    expect(main).toContain('<mark>&lt;script&gt;</mark>alert(1)&lt;/script&gt;')
    expect(main).not.toMatch(/<(?:script|b onclick|i)\b/)
  })

  test('says how many papers there are, by what, and where that is not known exactly', async () => {
    expect((await show('/papers?q=x', aPage({ matched: 1284 }))).main).toContain(
      '1,284 papers, by words and by meaning',
    )
    expect((await show('/papers?q=x', aPage({ matched: 1, near: 100 }))).main).toContain(
      '1 paper with the words, and 100 near in meaning',
    )
    expect((await show('/papers?q=x', aPage({ matched: 0, near: 60 }))).main).toContain(
      'No paper with the words, and 60 near in meaning',
    )
    expect((await show('/papers?q=x&mode=dense', aPage({ matched: 9000, isExact: false }))).main).toContain(
      'More than 9,000 papers, by meaning',
    )
    expect((await show('/papers?q=x&s=date', aPage({ matched: 9000 }))).main).toContain('of these the 1,000 best')
  })

  test('offers the other orders from their first page, and names the one that holds', async () => {
    const { main } = await show('/papers?q=a+b&s=date&p=1', aPage({ hasMore: true }))

    expect(listLinks(main)).toMatchObject({ Relevance: '/papers?q=a+b', 'Most votes': '/papers?q=a+b&s=votes' })
    expect(main).toMatch(/href="\/papers\?q=a\+b&amp;s=date" aria-current="true">Newest/)
  })

  test('leads to the pages before and after, and nowhere past the last', async () => {
    const first = listLinks((await show('/papers?q=x', aPage({ hasMore: true }))).main)
    const last = listLinks((await show('/papers?q=x&p=2')).main)

    expect(first['Next 20 papers →']).toBe('/papers?q=x&p=1')
    expect(first).not.toHaveProperty('← Previous 20 papers')
    expect(last['← Previous 20 papers']).toBe('/papers?q=x&p=1')
    expect(last).not.toHaveProperty('Next 20 papers →')
  })

  test('leads to the map of what it found, where there are words to ask for one', async () => {
    const { main } = await show('/papers?q=owls+cat%3Acs.IR&s=date&p=2')
    const { main: byExample } = await show('/papers?like=2604.00001')

    expect(listLinks(main)['As a map']).toBe('/map?q=owls+cat%3Acs.IR')
    expect(byExample).not.toContain('As a map')
  })

  test('tells what a score is made of where that was asked for', async () => {
    const found = [aFound({ score: 0.75, parts: [{ name: 'words', value: 0.5, detail: 'owls' }] })]
    const { main } = await show('/papers?q=x&explain=1', aPage({ found }))

    expect(main).toMatch(/<summary>Why it stands here: 0\.750<\/summary>.*words.*owls.*<td>0\.500<\/td>/s)
  })

  test('may run our own script and none that stands in the page', async () => {
    const { answer, html } = await show('/papers?q=x')

    expect(answer.headers.get('Content-Security-Policy')).toContain("script-src 'self'; connect-src 'self'")
    expect([...html.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([tag]) => tag)).toEqual([
      expect.stringMatching(/^<script type="module" src="\/public\/suggest\.[\w-]+\.js"><\/script>$/),
    ])
  })
})

describe('filters', () => {
  const filters: FilterCount[] = [
    { kind: 'category', value: 'cs.LG', count: 611, text: 'owls', isOn: true },
    { kind: 'category', value: 'cs.IR', count: 38, text: 'owls cat:cs.LG cat:cs.IR', isOn: false },
    { kind: 'year', value: '2026', count: 507, text: 'owls cat:cs.LG date:2026', isOn: false },
    { kind: 'code', value: 'yes', count: 1716, text: 'owls cat:cs.LG code:yes', isOn: false },
  ]
  const place = '/papers?q=owls+cat:cs.LG&s=votes&p=1'

  test('are links with counts, which keep the order and begin at the first page', async () => {
    const { main } = await show(place, aPage({ filters }))
    const aside = main.slice(main.indexOf('<aside'))

    expect(listLinks(aside)).toEqual({
      'Machine Learning': '/papers?q=owls&s=votes',
      'Information Retrieval': '/papers?q=owls+cat:cs.LG+cat:cs.IR&s=votes',
      2026: '/papers?q=owls+cat:cs.LG+date:2026&s=votes',
      Code: '/papers?q=owls+cat:cs.LG+code:yes&s=votes',
    })
    expect([...aside.matchAll(/<span>([\d,]+)<\/span>/g)].map(([, count]) => count)).toEqual([
      ...['611', '38', '507', '1,716'],
    ])
  })

  test('that are known by no count remove themselves, too', async () => {
    const { main } = await show('/papers?q=owls+author:%22Ada+Kestrel%22+-ducks&s=votes', aPage())
    const bar = main.slice(main.indexOf('class="chosen"'), main.indexOf('<ol>'))

    expect(listLinks(bar)).toEqual({
      'Remove author:&quot;Ada Kestrel&quot; ×': '/papers?q=owls+-ducks&s=votes',
      'Remove -ducks ×': '/papers?q=owls+author:%22Ada+Kestrel%22&s=votes',
    })
  })

  test('that are on remove themselves', async () => {
    const { main } = await show(place, aPage({ filters }))
    const bar = main.slice(main.indexOf('class="chosen"'), main.indexOf('<ol>'))

    expect(listLinks(bar)).toEqual({
      'Remove Machine Learning ×': '/papers?q=owls&s=votes',
      'Narrow further': '#narrow',
    })
  })
})

describe('what must be said', () => {
  test('is what of the query was not understood, as text', async () => {
    const problems = [{ message: 'There is no filter "<b>".', start: 0, end: 3 }]
    const { answer, main } = await show('/papers?q=%3Cb%3E:x', aPage({ problems }))

    expect(answer.status).toBe(200)
    expect(main).toContain('<p class="notice">There is no filter &quot;&lt;b&gt;&quot;.</p>')
  })

  test('is a likelier spelling, which keeps the order', async () => {
    const { main } = await show('/papers?q=retreival&s=date&p=1', aPage({ suggestion: 'retrieval' }))

    expect(listLinks(main)['retrieval']).toBe('/papers?q=retrieval&s=date')
    expect(main).toContain('Did you mean')
  })

  test('is which words no paper holds, as text, beside a likelier spelling', async () => {
    const { main } = await show('/papers?q=%3Cb+zyx', aPage({ unknownWords: ['<b', 'zyx'], suggestion: 'owls' }))
    const said = /<p class="said">(.*?)<\/p>/s.exec(main)?.[1]?.replace(/<[^>]*>/g, '')

    expect(said).toBe('No paper holds “&lt;b” or “zyx”. Did you mean owls?')
  })

  test('is what to change where nothing was found: filters by their names, first', async () => {
    const filters: FilterCount[] = [{ kind: 'code', value: 'yes', count: 0, text: '"a b" -c', isOn: true }]
    const { main } = await show('/papers?q="a+b"+-c+code:yes&mode=lexical', { ...NOTHING_FOUND, filters })
    const quiet = main.slice(main.indexOf('class="quiet"'))

    expect(main).toContain('No papers')
    expect(listLinks(quiet)).toEqual({
      'Search without “Code”': '/papers?q=%22a+b%22+-c&mode=lexical',
      'Search without “-c”': '/papers?q=%22a+b%22+code:yes&mode=lexical',
      'Search by meaning, too': '/papers?q=%22a+b%22+-c+code:yes',
      'Look through a category': '/categories',
    })
    expect(quiet).toMatch(/quotation marks.*fewer words/s)
    expect(main).toContain('<details open')
    expect(main).not.toContain('#narrow') // nothing stands there
  })

  test('is the way back from a page past the last', async () => {
    const { main } = await show('/papers?q=x&p=9', NOTHING_FOUND)

    expect(listLinks(main)['Go back to the first page']).toBe('/papers?q=x')
  })

  test('is that some papers are not indexed yet, and that it was ended early', async () => {
    const { main } = await show('/papers?q=x', aPage({ waiting: 1200, isPartial: true }))

    expect(main).toContain('1,200 changes are not indexed yet')
    expect(main).toContain('ended early')
  })

  test('is that it was by words alone where no vector could be had', async () => {
    const { main } = await show('/papers?q=x', aPage({ meaningNote: 'Searched by words alone: <it> is away.' }))

    expect(main).toContain('<p class="notice">Searched by words alone: &lt;it&gt; is away.</p>')
  })

  test('is none of this where all went well', async () => {
    expect((await show('/papers?q=x')).main).not.toMatch(/notice|Did you mean|class="quiet"/)
  })
})

describe('an address', () => {
  test('whose query names a paper leads to it', async () => {
    const { answer } = await show('/papers?q=arxiv.org/abs/2604.00001v2', aPage({ named: id('2604.00001') }))

    expect(answer.status).toBe(302)
    expect(answer.headers.get('Location')).toBe('/papers/2604.00001')
  })

  test.each([
    ['s=best', 's: expected relevance, date, votes'],
    ['mode=magic', 'mode: expected hybrid, lexical, dense'],
    ['p=50', 'p: expected a whole number from 0 to 49'],
    ['p=-1', 'p: expected'],
    ['explain=yes', 'explain: expected 1 or 0'],
    [`like=${Array.from({ length: 21 }, (_, one) => `2604.${10_000 + one}`).join(',')}`, 'like: expected at most 20'],
    ['q=a', 'q: given more than once'],
  ])('with %s is refused in plain words', async (part, message) => {
    const { answer, main, asked } = await show(`/papers?q=x&${part}`)

    expect(answer.status).toBe(400)
    expect(main).toContain(message)
    expect(asked).toEqual([])
  })

  test.each([
    [' of 1,001 characters', 'x'.repeat(1001), '1,001'],
    [' of 10,000 words', 'owl '.repeat(10_000), '40,000'],
  ])('with a query%s leads back to the box, in which its beginning stands', async (_, text, length) => {
    const { answer, asked, main } = await show(`/papers?q=${encodeURIComponent(text)}`)

    expect(answer.status).toBe(400)
    expect(main).toContain(`A query has at most 1,000 characters, and this one has ${length}.`)
    expect(/<input id="q"[^>]* value="([^"]*)"/.exec(main)?.[1]).toBe(text.slice(0, 1000))
    expect(asked).toEqual([])
  })

  test('that cannot be searched for leads back to the box with what stood in it', async () => {
    const { main } = await show('/papers?q=%22tidal+waves%22&p=50')

    expect(main).toContain('This could not be searched for. p: expected a whole number from 0 to 49.')
    expect(main).toMatch(/<input id="q"[^>]* value="&quot;tidal waves&quot;"/)
  })

  test('whose query names a paper that is not here leads to the page that says so', async () => {
    const { answer } = await show('/papers?q=2605.00009', { ...NOTHING_FOUND, absent: '2605.00009' })

    expect(answer.status).toBe(302)
    expect(answer.headers.get('Location')).toBe('/papers/2605.00009')
  })

  test('of the box with a question in it leads to what it finds', async () => {
    const { answer } = await show('/search?q=owls+at+sea&s=date')

    expect(answer.status).toBe(302)
    expect(answer.headers.get('Location')).toBe('/papers?q=owls+at+sea&s=date')
  })

  test('without a question shows the box and how to ask', async () => {
    for (const path of ['/search', '/papers?q=', '/papers?q=+&s=date']) {
      const { answer, asked, main } = await show(path)

      expect(answer.status).toBe(200)
      expect(main).toContain('<form role="search" action="/papers">')
      expect(main).toMatch(/<input id="q"[^>]* autofocus/)
      expect(main).toMatch(/<details open.*date:2026-03\.\.2026-05/s)
      expect(asked).toEqual([])
    }
  })
})

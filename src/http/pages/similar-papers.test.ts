import { describe, expect, test } from 'vitest'
import { AppError } from '../../domain/error.ts'
import type { Headline } from '../../domain/headline.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { AppDeps } from '../app.ts'
import { anAppOf } from '../../../test/support/an-app.ts'
import { aPaper } from '../../../test/support/builders.ts'

const HEADLINE: Headline = {
  ...{ id: '2604.00002' as PaperId, title: 'Owls in $n$ steps', authors: ['Ada Kestrel', 'Bo Wren'], categories: [] },
  ...{ votes: 0, comments: 0, changeNumber: 1 },
}

/** The page of a paper, by an app whose search answers so. */
async function show(listSimilar: AppDeps['listSimilar']) {
  const logged: string[] = []
  const app = anAppOf({
    listSimilar,
    findPaper: () => Promise.resolve(aPaper()),
    log: (event) => void logged.push(event),
  })
  const answer = await app.request('/papers/2604.00001')
  return { answer, html: await answer.text(), logged: logged.filter((event) => event.startsWith('similar.')) }
}
const similar = (...shared: string[]) => show(() => Promise.resolve([{ headline: HEADLINE, similarity: 0.5, shared }]))

describe('papers like one, on its page', () => {
  test('stand with their titles, authors, and the words that both use as the reason', async () => {
    const { html } = await similar('owls', 'hearing', 'night')

    expect(html).toMatch(/<a href="\/papers\/2604\.00002">Owls in <math/)
    expect(html).toContain('<b>Ada Kestrel, Bo Wren</b>')
    expect(html).toContain('<p class="reason">Both speak of “owls”, “hearing” and “night”.</p>')
    expect(html).toContain('<a href="/papers?like=2604.00001">More like this</a>')
  })

  test.each([
    [['owls'], 'Both speak of “owls”.'],
    [['owls', '<b>'], 'Both speak of “owls” and “&lt;b&gt;”.'],
    [[], 'Close in meaning, in other words.'],
  ])('with %j in common say: %s', async (shared, reason) => {
    expect((await similar(...shared)).html).toContain(`<p class="reason">${reason}</p>`)
  })

  test('are asked for by its id, five of them', async () => {
    let asked: unknown
    await show((...all) => {
      asked = all
      return Promise.resolve([])
    })

    expect(asked).toEqual(['2604.00001', 5])
  })

  test('are absent where the index does not hold the paper yet, and the page keeps its tag', async () => {
    const { answer, html, logged } = await show(() => Promise.reject(new AppError('not_found', 'not yet')))

    expect([answer.status, logged]).toEqual([200, []])
    expect(answer.headers.get('ETag')).not.toBeNull()
    expect(html).not.toContain('Similar papers')
  })

  test.each([
    ['does not answer', () => Promise.reject(new AppError('unavailable', 'not at work')), []],
    ['fails', () => Promise.reject(new Error('a fault')), ['similar.failed']],
    ['never answers', () => new Promise<never>(() => undefined), ['similar.delayed']],
  ])('are absent where the search %s, and the page is asked for again', async (_, listSimilar, events) => {
    const { answer, html, logged } = await show(listSimilar)

    expect([answer.status, logged]).toEqual([200, events])
    expect(answer.headers.get('ETag')).toBeNull()
    expect(html).toContain('<h1')
    expect(html).not.toContain('Similar papers')
  })
})

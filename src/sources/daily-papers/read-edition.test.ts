import { describe, expect, test } from 'vitest'
import { readDailyItems } from './answer.ts'
import { type EditionPage, readEdition } from './read-edition.ts'

const PAGE = 3

function toItem(id: string) {
  return { paper: { id, title: `Paper ${id}`, upvotes: 1, submittedOnDailyAt: '2026-05-19T00:00:00.000Z' } }
}

/** Answers pages of three from lists of papers: the first list to the first request, and so on; the last one stays. */
function answerFrom(lists: readonly (readonly string[])[]) {
  const asked: number[] = []
  const askPage = (page: number, before: number): Promise<EditionPage> => {
    const list = lists[Math.min(asked.length, lists.length - 1)] ?? []
    asked.push(page)
    const ids = list.slice(page * PAGE, (page + 1) * PAGE)
    const hasNext = (page + 1) * PAGE < list.length
    return Promise.resolve({ ...readDailyItems(ids.map(toItem), before), at: asked.length, hasNext })
  }
  return { asked, askPage }
}

function listIds({ items }: { items: { item: { identity: { id: string } } }[] }): string[] {
  return items.map(({ item }) => item.identity.id)
}

const [A, B, C, D, E, F] = ['2605.00001', '2605.00002', '2605.00003', '2605.00004', '2605.00005', '2605.00006']

describe('readEdition', () => {
  test('one page is asked for once', async () => {
    const { asked, askPage } = answerFrom([[A, B]])

    const edition = await readEdition(askPage)

    expect(listIds(edition)).toEqual([A, B])
    expect(asked).toEqual([0])
  })

  test('several pages are read until two readings hold the same papers', async () => {
    const { asked, askPage } = answerFrom([[A, B, C, D]])

    const edition = await readEdition(askPage)

    expect(listIds(edition)).toEqual([A, B, C, D])
    expect(asked).toEqual([0, 1, 0, 1])
  })

  test('a paper that rises past the one it hid is found, and the one met twice stands once', async () => {
    // Between the first two requests E rises to the second place: C, last of the first page, is met again, and E not.
    const risen = [A, E, B, C, D, F]
    const { asked, askPage } = answerFrom([[A, B, C, D, E, F], risen])

    const edition = await readEdition(askPage)

    expect(listIds(edition)).toEqual(risen)
    expect(asked).toEqual([0, 1, 0, 1, 0, 1])
  })

  test('a paper that slips to a page already read is found though nothing is met twice', async () => {
    // B leaves the edition between the first two requests, and D moves up to the page that was read.
    const { askPage } = answerFrom([
      [A, B, C, D, E],
      [A, C, D, E],
    ])

    const edition = await readEdition(askPage)

    expect(listIds(edition)).toEqual([A, C, D, E, B])
  })

  test('an order that never comes to rest ends after four readings with all that was seen', async () => {
    const turns = Array.from({ length: 20 }, (_, turn) => (turn % 2 === 0 ? [A, B, C, D] : [A, D, B, C]))
    const { asked, askPage } = answerFrom(turns)

    const edition = await readEdition(askPage)

    expect(listIds(edition).sort()).toEqual([A, B, C])
    expect(asked).toHaveLength(8)
  })

  test('each paper has the instant of the page that told of it last', async () => {
    const { askPage } = answerFrom([[A, B, C, D]])

    const { items } = await readEdition(askPage)

    expect(items.map(({ at }) => at)).toEqual([3, 3, 3, 4])
  })

  test('an answer with a fault is read again: what was broken once may be whole', async () => {
    const broken = { ...toItem(B), paper: { ...toItem(B).paper, title: '' } }
    const answers = [
      [toItem(A), broken],
      [toItem(A), toItem(B)],
    ]
    let asked = 0

    const edition = await readEdition(() =>
      Promise.resolve({ ...readDailyItems(answers[Math.min(asked++, 1)]), at: 1, hasNext: false }),
    )

    expect(listIds(edition)).toEqual([A, B])
    expect(edition.faults).toEqual([])
    expect(asked).toBe(2)
  })

  test('other faults among the same papers are no agreement', async () => {
    const answers = [
      [toItem(A), { paper: { id: 'kelp' } }],
      [toItem(A), { paper: { id: '' } }],
      [toItem(A), toItem(B)],
    ]
    let asked = 0

    const edition = await readEdition(() =>
      Promise.resolve({ ...readDailyItems(answers[Math.min(asked++, 2)]), at: 1, hasNext: false }),
    )

    expect(listIds(edition)).toEqual([A, B])
  })

  test('a fault that stays is told, after two readings', async () => {
    const broken = { ...toItem(B), paper: { ...toItem(B).paper, title: '' } }
    let asked = 0

    const edition = await readEdition(() => {
      asked++
      return Promise.resolve({ ...readDailyItems([toItem(A), broken]), at: 1, hasNext: false })
    })

    expect(listIds(edition)).toEqual([A])
    expect(edition.faults).toEqual([{ position: 'item 2', reason: `${B} has no title` }])
    expect(asked).toBe(2)
  })

  test('an upstream that gives the same page whichever it is asked for is soon left', async () => {
    let asked = 0

    const edition = await readEdition(() => {
      asked++
      return Promise.resolve({ ...readDailyItems([A, B, C].map(toItem)), at: 1, hasNext: true })
    })

    expect(listIds(edition)).toEqual([A, B, C])
    expect(asked).toBe(8)
  })

  test('an upstream that has more and more pages is left after twenty', async () => {
    const page = (number: number): EditionPage => {
      const id = `2605.${String(number + 10_000)}`
      return { ...readDailyItems([toItem(id)]), at: 1, hasNext: true }
    }

    const edition = await readEdition((number) => Promise.resolve(page(number)))

    expect(listIds(edition)).toHaveLength(20)
  })
})

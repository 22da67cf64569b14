import { describe, expect, test } from 'vitest'
import { anArxiv, anAtomAnswer, anAtomError } from '../../../../test/support/arxiv-answers.ts'
import { aContext, harvestWhole } from '../../../../test/support/harvest-context.ts'

describe('the papers submitted in time for a day', () => {
  test('are asked for by category and time, in the order of their submission, until all are there', async () => {
    const { source, asked } = anArxiv(
      [anAtomAnswer(['2604.00101', '2604.00102'], 3), anAtomAnswer(['2604.00103'], 3)],
      {
        categories: ['cs.CL', 'math'],
      },
    )

    const harvests = await harvestWhole(source, 'submitted 2026-04-08 cs.CL,math', aContext())

    expect(harvests.map(({ items, total, resume }) => [items.length, total, resume])).toEqual([
      [2, 3, '2'],
      [1, 3, undefined],
    ])
    // Wednesday's edition: from Monday, 14:00 in New York, to Tuesday, 14:00.
    expect(asked.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual(
      ['0', '2'].map((start) => ({
        search_query: '(cat:cs.CL OR cat:math.*) AND submittedDate:[202604061800 TO 202604071800]',
        start,
        max_results: '500',
        sortBy: 'submittedDate',
        sortOrder: 'ascending',
      })),
    )
  })

  test('are asked for by time alone where all of arXiv is wanted', async () => {
    const { source, asked } = anArxiv([anAtomAnswer([])])

    expect(await source.harvest('submitted 2026-04-08', undefined, aContext())).toEqual({ items: [], total: 0 })
    expect(asked[0]?.searchParams.get('search_query')).toBe('submittedDate:[202604061800 TO 202604071800]')
  })

  test('are none for a day without an announcement, and nobody is asked', async () => {
    const { source, asked } = anArxiv([])

    expect(await source.harvest('submitted 2026-04-11', undefined, aContext())).toEqual({ items: [], total: 0 })
    expect(asked).toEqual([])
  })

  test('an empty page in the midst of many is broken', async () => {
    const { source } = anArxiv([anAtomAnswer([], 700)])

    await expect(source.harvest('submitted 2026-04-08', '500', aContext())).rejects.toMatchObject({ trouble: 'broken' })
  })

  test('an error that is told with success is no answer, and told in its own words', async () => {
    const { source } = anArxiv([anAtomError('max_results must be smaller')])

    const harvest = source.harvest('submitted 2026-04-08', undefined, aContext())

    await expect(harvest).rejects.toMatchObject({ trouble: 'broken' })
    await expect(harvest).rejects.toThrow('max_results must be smaller')
  })

  test('a fault says where it stands among all papers', async () => {
    const broken = anAtomAnswer(['2604.00101', '2604.00102'], 502).replace('<title>Owl 2604.00102</title>', '')
    const { source, asked } = anArxiv([broken, broken])

    const { items } = await source.harvest('submitted 2026-04-08', '500', aContext())

    expect(items[1]).toEqual({ fault: { position: 'entry 502', reason: '2604.00102 has no title', id: '2604.00102' } })
    expect(asked).toHaveLength(2)
  })

  test('an answer with faults is asked for again, and the better one counts', async () => {
    const sound = anAtomAnswer(['2604.00101', '2604.00102'], 2)
    const { source, asked } = anArxiv([sound.replace('<title>Owl 2604.00102</title>', ''), sound])

    const { items } = await source.harvest('submitted 2026-04-08', undefined, aContext())

    expect(items.map((item) => 'paper' in item && item.paper.id)).toEqual(['2604.00101', '2604.00102'])
    expect(asked).toHaveLength(2)
  })
})

import { expect, test } from 'vitest'
import { anArxiv, anAtomAnswer, anAtomError } from '../../../../test/support/arxiv-answers.ts'
import { aContext, harvestWhole } from '../../../../test/support/harvest-context.ts'
import type { Harvest } from '../../../domain/harvest.ts'
import { UpstreamError } from '../../../domain/upstream-error.ts'

function summarise(harvests: readonly Harvest[]): string[] {
  return harvests.flatMap(({ items }) =>
    items.map((item) => ('paper' in item ? item.paper.id : `${item.fault.position}: ${item.fault.reason}`)),
  )
}

test('single papers are asked for a hundred at once', async () => {
  const ids = Array.from({ length: 150 }, (_, number) => `2604.00${100 + number}`)
  const { source, asked } = anArxiv([anAtomAnswer(ids.slice(0, 100)), anAtomAnswer(ids.slice(100))])

  const harvests = await harvestWhole(source, `papers api 0 ${ids.join(',')}`, aContext())

  expect(summarise(harvests)).toEqual(ids)
  expect(asked.map(({ searchParams }) => searchParams.get('id_list')?.split(',').length)).toEqual([100, 50])
  expect(asked[0]?.searchParams.get('max_results')).toBe('100')
})

test('a paper that the answer does not tell of is a fault', async () => {
  const { source } = anArxiv([anAtomAnswer(['2604.00102'])])

  const harvest = await source.harvest('papers api 0 2604.00101,2604.00102', undefined, aContext())

  expect(summarise([harvest])).toEqual(['2604.00102', "2604.00101: arXiv's query API did not tell of this paper"])
})

test.each([
  ['with success', () => anAtomError('incorrect id format')],
  ['with 400', () => new UpstreamError('refused', 'api.test answered 400')],
])('one id that makes it answer with an error, %s, does not cost the others', async (_way, refusal) => {
  const ids = ['2604.00101', '2604.00102', '2604.00103']
  const { source } = anArxiv([refusal(), refusal(), anAtomAnswer(['2604.00102', '2604.00103'])])

  const harvests = await harvestWhole(source, `papers api 0 ${ids.join(',')}`, aContext())

  const told = summarise(harvests)
  expect(told[0]).toMatch(/^2604\.00101: (?:arXiv's query API answered with an error|api\.test answered 400)/)
  expect(told.slice(1)).toEqual(['2604.00102', '2604.00103'])
})

test('what is no refusal is told as it is', async () => {
  const { source } = anArxiv([new UpstreamError('busy', '429')])

  await expect(source.harvest('papers api 0 2604.00101', undefined, aContext())).rejects.toMatchObject({
    trouble: 'busy',
  })
})

import { expect, test } from 'vitest'
import { anArxiv, anOaiAnswer, anOaiRecord } from '../../../../test/support/arxiv-answers.ts'
import { aContext, harvestWhole } from '../../../../test/support/harvest-context.ts'

test('single papers are fetched one for each answer, and one that is not known is a fault', async () => {
  const found = (id: string): string => anOaiAnswer(`<GetRecord>${anOaiRecord(id)}</GetRecord>`)
  const unknown = anOaiAnswer('<error code="idDoesNotExist">no such id</error>')
  const { source, asked } = anArxiv([found('2604.00001'), unknown, found('math/0611800')])

  const harvests = await harvestWhole(source, 'papers oai 1 2604.00001,2604.00002,math/0611800', aContext())

  const items = harvests.flatMap((harvest) => harvest.items)
  expect(items.map((item) => ('paper' in item ? item.paper.id : item.fault))).toEqual([
    '2604.00001',
    { position: '2604.00002', reason: "arXiv's OAI-PMH knows no such paper" },
    'math/0611800',
  ])
  expect(asked.map(({ searchParams }) => searchParams.get('identifier'))).toEqual([
    'oai:arXiv.org:2604.00001',
    'oai:arXiv.org:2604.00002',
    'oai:arXiv.org:math/0611800',
  ])
})

import { describe, expect, test } from 'vitest'
import { toExportLine } from './export-line.ts'
import { createRecord, type PaperId } from './paper.ts'

const origin = { source: 'arxiv', at: Date.UTC(2026, 3, 1), weight: 0 } as const

describe('toExportLine', () => {
  test('begins with what people look for, and is one line', () => {
    const fields = {
      publishedAt: Date.UTC(2026, 2, 31, 17, 5, 9, 20),
      authors: ['Ann Owl'],
      abstract: 'One\ntwo.',
      title: 'Owls',
    }

    const line = toExportLine(createRecord('2604.00001' as PaperId, fields, origin))

    expect(line).toBe(
      '{"id":"2604.00001","title":"Owls","abstract":"One\\ntwo.","authors":["Ann Owl"],' +
        '"publishedAt":"2026-03-31T17:05:09.020Z",' +
        '"origins":[{"source":"arxiv","at":"2026-04-01T00:00:00.000Z","weight":0,' +
        '"fields":["publishedAt","authors","abstract","title"]}],"format":"broadsheet/1"}',
    )
  })

  test('names each origin once', () => {
    const paper = createRecord('2604.00001' as PaperId, { title: 'Owls', version: 2, comment: '3 pages' }, origin)
    paper.origins.version = { ...origin, at: origin.at + 1 }

    const { origins } = JSON.parse(toExportLine(paper)) as { origins: { fields: string[] }[] }

    expect(origins.map(({ fields }) => fields)).toEqual([['title', 'comment'], ['version']])
  })
})

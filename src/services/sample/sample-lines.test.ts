import { expect, test } from 'vitest'
import { toExportLine } from '../../domain/export-line.ts'
import type { Day } from '../../domain/time.ts'
import { sampleLines } from './sample-lines.ts'
import { samplePapers } from './sample-papers.ts'

test('lines written by hand are those of the export format, byte for byte', () => {
  // Two days: nearly all papers are unfeatured ones, with and without abstract, organisation, votes and versions.
  const options = { count: 6000, seed: 3, days: 2, lastDay: '2026-04-01' as Day }

  const lines = [...sampleLines(options)]

  expect(lines).toEqual(Array.from(samplePapers(options), toExportLine))
  expect(lines.filter((line) => !line.includes('"abstract"')).length).toBeGreaterThan(3)
  expect(lines.filter((line) => line.includes('\\\\emph')).length).toBeGreaterThan(3)
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runProgram } from '../support/program.ts'

const CORPUS = [
  { _id: 'd1', title: 'Tides and the moon', text: 'Why the sea rises twice a day.' },
  { _id: 'd2', title: 'Bread without yeast', text: 'Why dough rises all the same.' },
]
const QUERIES = [
  { _id: 'q1', text: 'sea tides' },
  { _id: 'q2', text: 'dough and yeast' },
]

describe('broadsheet evaluate retrieval', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-evaluate-'))
    const toLines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    writeFileSync(join(folder, 'corpus.jsonl'), toLines(CORPUS))
    writeFileSync(join(folder, 'queries.jsonl'), toLines(QUERIES))
    writeFileSync(join(folder, 'qrels_test.tsv'), 'query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t2\n')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('prints a table, and with --json the same for programs', async () => {
    const table = await runProgram(['evaluate', 'retrieval', folder], {})
    const json = await runProgram(['evaluate', 'retrieval', folder, '--json'], {})

    expect(table.status).toBe(0)
    expect(table.out).toMatch(/^2 documents, 2 topics/)
    expect(table.out).toMatch(/^lexical +1\.0000 \[1\.0000, 1\.0000\]/m)
    const report = JSON.parse(json.out) as Record<string, Record<string, number>>
    for (const mode of ['lexical', 'dense', 'hybrid']) expect(report[mode]).toHaveProperty(['ndcg@10'])
    expect(report['lexical']).toMatchObject({ 'ndcg@10': 1, 'mrr@10': 1, 'recall@100': 1 })
  })

  test('writes a run in the form of TREC', async () => {
    const path = join(folder, 'words.run')

    const { status } = await runProgram(['evaluate', 'retrieval', folder, '--run', path, '--mode', 'lexical'], {})

    expect(status).toBe(0)
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    expect(lines[0]).toMatch(/^q1 Q0 d1 1 [\d.]+ broadsheet-lexical$/)
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['q1', 'q2'])
  })

  test('refuses a place for the ranking before anything is measured', async () => {
    const nowhere = await runProgram(['evaluate', 'retrieval', folder, '--run', join(folder, 'none', 'a.run')], {})
    const occupied = await runProgram(['evaluate', 'retrieval', folder, '--run', folder], {})

    expect(nowhere).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('a.run cannot be written') as string,
    })
    expect(occupied).toMatchObject({ status: 2, out: '', err: `${folder} is not a file. Nothing was written.\n` })
  })

  test.each([
    [['evaluate', 'retrieval', '/no/such/folder'], /is not a folder that can be read/],
    [['evaluate', 'recommendation', '.'], /Cannot measure "recommendation"/],
    [['train', 'foo'], /^Cannot train "foo"/],
    [['train', 'embedding', '--out', 'o.bin'], /^Missing --papers/],
    [['train', 'embedding', '--papers', '/no/such/file', '--out', '/no/such/folder/o.bin'], /No such file or folder/],
    [['train', 'embedding', '--papers', 'package.json', '--out', '/no/such/o.bin'], /o\.bin cannot be written/],
    [['train', 'embedding', '--papers', 'package.json', '--out', '.'], /^\. is not a file/],
    [['evaluate', 'retrieval', '.', '--mode', 'psychic'], /--mode must be lexical, dense, hybrid/],
  ])('ends with status 2 and a reason for %j', async (words, reason) => {
    const { status, out, err } = await runProgram(words, {})

    expect(status).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(reason)
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runProgram } from '../support/program.ts'

const ROW = {
  id: '2604.00001',
  title: 'How owls hear at night',
  abstract: 'They hear well.',
  authors: ['Ada Kestrel'],
  categories: ['q-bio.NC'],
  date: '2026-04-01',
}

describe('broadsheet search', () => {
  let folder = ''
  let env: Record<string, string> = {}
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-search-'))
    env = { BROADSHEET_DATA: join(folder, 'data') }
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('finds the paper that is named, as text and as JSON, and says what it did not understand', async () => {
    await runProgram(['import', '-'], env, `${JSON.stringify(ROW)}\n`)

    const named = await runProgram(['search', 'https://arxiv.org/abs/2604.00001v3'], env)
    const json = await runProgram(['search', 'owls "night', '--json'], env)
    const absent = await runProgram(['search', '2604.99999'], env)

    expect(named).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^How owls hear at night\n {2}2604\.00001/) as string,
    })
    const { found } = JSON.parse(json.out) as { found: { headline: { id: string } }[] }
    expect(found.map(({ headline }) => headline.id)).toEqual(['2604.00001'])
    expect(json.err).toContain('This quotation mark has no partner.')
    expect(absent).toMatchObject({ status: 0, out: '', err: expect.stringContaining('which is not here') as string })
  })

  test('says that there are no papers where there are none, and asks for a query where there is none', async () => {
    const empty = await runProgram(['search', 'owls'], env)
    const silent = await runProgram(['search', '  '], env)

    expect(empty).toMatchObject({
      status: 0,
      out: '',
      err: expect.stringContaining('There are no papers yet') as string,
    })
    expect(silent).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('Say what to search for') as string,
    })
  })

  test('refuses a file that is no embedding, at once', async () => {
    const own = join(folder, 'own.bin')
    writeFileSync(own, 'no embedding')

    const { status, err } = await runProgram(['search', 'owls'], { ...env, EMBEDDING_FILE: own })

    expect(status).toBe(2)
    expect(err).toContain(`${own} is no embedding`)
  })
})

import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Dialect, dialects, freshDatabaseUrl } from '../support/databases.ts'
import { runProgram, startProgram } from '../support/program.ts'

const ROW = {
  id: '2604.00001',
  title: 'A paper about the end of a program',
  abstract: 'It ends well.',
  authors: ['A. Nonymous'],
  categories: ['cs.SE'],
  date: '2026-04-01',
}
const lines = (...rows: unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

describe.each(dialects)('the program on $dialect', (where: Dialect) => {
  let folder = ''
  let env: Record<string, string> = {}
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-program-'))
    env = { BROADSHEET_DATA: join(folder, 'data'), DATABASE_URL: await freshDatabaseUrl(where), PORT: '0' }
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('serves the sample until a paper is imported, then that paper, and ends when asked', async () => {
    const { child, line, ended } = startProgram(['serve'], env)
    const url = (await line).replace('Broadsheet is at ', '')
    const sample = await (await fetch(url)).text()
    await runProgram(['import', '-'], env, lines(ROW))

    const real = await (await fetch(`${url}/papers/date/2026-04-01`)).text()
    const health = await (await fetch(`${url}/healthz`)).json()
    child.kill('SIGTERM')

    expect(sample).toContain('broadsheet -- import')
    expect(real).toContain(ROW.title)
    expect(health).toEqual({ status: 'ok' })
    expect(await ended).toMatchObject({ status: 0, out: `Broadsheet is at ${url}\n` })
    expect(statSync(join(folder, 'data', 'secret')).mode & 0o777).toBe(0o600)
  })

  test('reads files and folders, gzipped or plain, names what it skips and ends with 2', async () => {
    writeFileSync(join(folder, 'a.jsonl'), lines(ROW, { ...ROW, id: '2604.00002', title: '' }))
    writeFileSync(join(folder, 'b.anything'), gzipSync(lines({ ...ROW, id: '2604.00003', title: 'Another one' })))
    writeFileSync(join(folder, 'c.txt'), 'neither this nor that')

    const { status, out, err } = await runProgram(['import', folder], env)

    const [first, second, third] = out.split('\n')
    expect(status).toBe(2)
    expect(first).toMatch(/a\.jsonl: read 2, new 1, changed 0, unchanged 0, skipped 1 \(line 2: .*title/)
    expect(second).toMatch(/b\.anything: read 1, new 1, changed 0, unchanged 0, skipped 0$/)
    expect(third).toMatch(/c\.txt: read 0, new 0, changed 0, unchanged 0, skipped 1 \(file: .*not a form/)
    expect(err).toMatch(/a\.jsonl, line 2: .*title/)
  })

  test('names a path that leads nowhere, goes on with the others and reads a folder that holds itself once', async () => {
    writeFileSync(join(folder, 'a.jsonl'), lines(ROW))
    symlinkSync(folder, join(folder, 'itself'))
    symlinkSync('nowhere', join(folder, 'broken'))

    const { status, out, err } = await runProgram(['import', '/no/such/file', folder], env)

    expect(status).toBe(2)
    expect(err).toBe('No such file or folder: /no/such/file\n')
    expect(out.trimEnd().split('\n')).toEqual([
      expect.stringContaining('a.jsonl: read 1, new 1, changed 0, unchanged 0, skipped 0'),
      expect.stringMatching(/broken: not read: ENOENT/),
    ])
  })

  test('says why a search cannot be made where there is no place for its index, and ends', async () => {
    await runProgram(['import', '-'], env, lines(ROW))
    writeFileSync(join(folder, 'file'), '')

    const nowhere = { ...env, BROADSHEET_DATA: join(folder, 'file') }
    const { status, out, err } = await runProgram(['search', 'owls'], nowhere)

    expect([status, out]).toEqual([75, ''])
    expect(err).toMatch(/^The search index cannot be built: ENOTDIR.*"broadsheet doctor"/m)
  }, 60_000)

  test('finds what was imported by its words, as text and as JSON, and refuses what is no number', async () => {
    await runProgram(['import', '-'], env, lines(ROW, { ...ROW, id: '2604.00002', title: 'Owls of the coast' }))

    const text = await runProgram(['search', 'coastal', 'owl', '--mode=lexical'], env)
    const json = await runProgram(['search', '"the coast" foo:bar', '--json', '--limit=1', '--explain'], env)
    const refused = await runProgram(['search', 'owls', '--limit=0'], env)

    expect(text.status).toBe(0)
    // On a slow machine a line before it says that the index is brought up to date.
    expect(text.err).toMatch(/^(?:Bringing the index up to date first …\n)?No paper holds “coastal”\.\n$/)
    expect(text.out).toMatch(/^\*Owls\* of the coast\n  2604\.00002 · A\. Nonymous · cs\.SE\n/)
    expect(JSON.parse(json.out)).toMatchObject({
      found: [{ headline: { id: '2604.00002' }, parts: expect.arrayContaining([expect.anything()]) as unknown }],
      problems: [{ message: expect.stringContaining('foo:') as unknown }],
    })
    expect(refused).toMatchObject({ status: 2, out: '' })
  })

  test('gives everything back by export, and a second import changes nothing', async () => {
    await runProgram(['import', '-'], env, lines(ROW))
    const { out: exported } = await runProgram(['export'], env)

    const again = await runProgram(['import', '-'], env, exported)

    expect(JSON.parse(exported)).toMatchObject({ id: ROW.id, title: ROW.title, abstract: ROW.abstract })
    expect(again).toMatchObject({
      status: 0,
      out: 'standard input: read 1, new 0, changed 0, unchanged 1, skipped 0\n',
    })
  })
})

describe('the program', () => {
  test.each([
    [['import'], {}, 2, /path/i],
    [['import', '/no/such/file'], {}, 2, /No such file or folder: \/no\/such\/file/],
    [['serve'], { PORT: 'x', BASE_URL: 'y' }, 2, /PORT[^]*BASE_URL/],
    [['export'], { DATABASE_URL: 'postgres://localhost:1/none' }, 75, /database/i],
    [['prnt'], {}, 2, /Unknown command "prnt"/],
    [['serve', '--port=1'], {}, 2, /Unknown option '--port'/],
    [['import', '--force', 'x'], {}, 2, /Unknown option '--force'/],
    [['sample', '3', '--sed', '7'], {}, 2, /Unknown option '--sed'/],
    [['sample', '3', '4'], {}, 2, /Unexpected word: "4"/],
    [['export', 'x'], {}, 2, /Unexpected word: "x"/],
  ])('%j says what is wrong and ends with its status', async (words, env, status, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'broadsheet-program-'))

    const ended = await runProgram(words, { BROADSHEET_DATA: folder, ...env })
    rmSync(folder, { recursive: true, force: true })

    expect(ended).toMatchObject({ status, out: '' })
    expect(ended.err).toMatch(message)
  })

  test('--help teaches, of the whole and of each command', async () => {
    const whole = await runProgram(['--help'], {})
    const one = await runProgram(['import', '--help'], {})

    expect(whole).toMatchObject({ status: 0, err: '' })
    for (const name of ['serve', 'import', 'export', 'sample']) expect(whole.out).toContain(name)
    expect(one.out).toContain('standard input')
  })
})

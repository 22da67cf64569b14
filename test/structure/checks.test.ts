import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkFormat } from '../../scripts/check/format.ts'
import { checkLayers } from '../../scripts/check/layers.ts'
import { checkLint } from '../../scripts/check/lint.ts'
import { checkTypes } from '../../scripts/check/types.ts'
import { ROOT } from './source-files.ts'

// Each check is shown a small tree with faults: one that finds none there finds none anywhere.
let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-checks-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function writeTree(files: Record<string, string>): void {
  const settings = JSON.stringify({ extends: `${ROOT}/tsconfig.json`, include: ['src', '*.js'], exclude: [] })
  const lint = `export { default } from '${ROOT}/eslint.config.js'`
  const sound = {
    'src/domain/sound.ts': 'export const sound = 1\n',
    'tsconfig.json': settings,
    'eslint.config.js': lint,
  }
  for (const [path, text] of Object.entries({ ...sound, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  symlinkSync(`${ROOT}/node_modules`, join(folder, 'node_modules'))
}

describe('the check of layers', () => {
  test.each([
    [
      'an import of a type across layers',
      'layer-http',
      {
        'src/http/a.ts': "import type { B } from '../store/b.ts'\nexport type A = B\n",
        'src/store/b.ts': 'export type B = 1\n',
      },
    ],
    [
      'an import upwards',
      'layer-domain',
      { 'src/domain/a.ts': "import '../services/b.ts'\n", 'src/services/b.ts': 'export {}\n' },
    ],
    ['a module of Node in the engine', 'engine-is-pure', { 'src/engine/a.ts': "import 'node:fs'\n" }],
    [
      'a library away from home',
      'home-of-kysely',
      { 'src/services/a.ts': "import type { Kysely } from 'kysely'\nexport type A = Kysely<1>\n" },
    ],
    [
      'a part of a library away from home',
      'home-of-hono',
      { 'src/services/a.ts': "import { html } from 'hono/html'\nexport const a = html\n" },
    ],
    [
      'a cycle',
      'no-cycles',
      { 'src/domain/a.ts': "import './b.ts'\n", 'src/domain/b.ts': "import type {} from './a.ts'\n" },
    ],
    [
      'an import of the program from below',
      'layer-services',
      { 'src/services/a.ts': "import '../compose.ts'\n", 'src/compose.ts': 'export {}\n' },
    ],
    [
      'the program importing a command',
      'layer-compose',
      { 'src/compose.ts': "import './cli/a.ts'\n", 'src/cli/a.ts': 'export {}\n' },
    ],
    [
      'an import of a test',
      'nothing-imports-tests',
      { 'src/domain/a.ts': "import './b.test.ts'\n", 'src/domain/b.test.ts': 'export {}\n' },
    ],
    ['a folder without a place', 'stands in no layer', { 'src/lib/a.ts': 'export {}\n' }],
    ['an import of nothing', 'nothing-unresolved', { 'src/domain/a.ts': "import './b.ts'\n" }],
  ])('finds %s', async (_name, rule, files) => {
    writeTree(files)

    const { faults } = await checkLayers(folder)

    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(rule)
  })

  test('passes a sound tree and says how many files it read', async () => {
    writeTree({ 'src/store/a.ts': "import '../domain/sound.ts'\nimport 'kysely'\n" })

    expect(await checkLayers(folder)).toEqual({ read: 2, faults: [] })
  })
})

describe('the check of lint and sizes', () => {
  const lines = (count: number, text = '  read()') => Array.from({ length: count }, () => text).join('\n')

  test.each([
    ['a promise left alone', 'no-floating-promises', 'async function f() {}\nf()\n'],
    ['any', 'no-explicit-any', 'export const a = 1 as any\n'],
    ['chance', 'Chance is a parameter', 'export const a = Math.random()\n'],
    ['the clock', 'Time is a parameter', 'export const a = Date.now()\n'],
    ['the clock in disguise', 'Time is a parameter', 'export const a = new Date()\n'],
    ['the environment', 'Settings are read', 'export const a = process.env\n'],
    ['the console', 'no-console', 'console.log(1)\n'],
    ['an error that is none', 'only-throw-error', "throw 'text'\n"],
    ['an error swallowed', 'no-empty', 'try {\n  JSON.parse("")\n} catch {}\n'],
    ['a long file', 'max-lines', `${lines(401, 'export {}')}\n`],
    [
      'a long function',
      'max-lines-per-function',
      `declare function read(): void\nexport function f() {\n${lines(60)}\n}\n`,
    ],
    [
      'six parameters',
      'max-params',
      'export function f(a = 1, b = 1, c = 1, d = 1, e = 1, f = 1) {\n  return a + b + c + d + e + f\n}\n',
    ],
    [
      'five levels',
      'max-depth',
      'export function f(a: number) {\n  if (a) if (a > 1) { if (a > 2) { if (a > 3) { if (a > 4) return 1 } } }\n  return 0\n}\n',
    ],
    [
      'a forgotten case',
      'switch-exhaustiveness-check',
      "export function f(a: 'b' | 'c') {\n  switch (a) {\n    case 'b':\n      return 1\n  }\n  return 0\n}\n",
    ],
  ])('finds %s', async (_name, rule, text) => {
    writeTree({ 'src/services/a.ts': text })

    const { faults } = await checkLint(folder)

    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(rule)
  })
})

describe('the check of types', () => {
  test('finds an error and a file that the compiler was not shown', async () => {
    writeTree({ 'src/domain/a.ts': 'export const a: string = 1\n', 'elsewhere/b.ts': 'export const b: string = 1\n' })

    const { faults } = await checkTypes(folder)

    expect(faults.join('\n')).toMatch(/src\/domain\/a\.ts.*TS2322[^]*1 files were not read: elsewhere\/b\.ts/)
  })
})

describe('the check of formatting', () => {
  test('finds a file that is formatted otherwise', async () => {
    writeTree({
      'src/domain/a.ts': 'export const a  =  1;\n',
      'eslint.config.js': 'export default []\n',
      'tsconfig.json': '{}\n',
    })
    copyFileSync(`${ROOT}/.prettierrc`, join(folder, '.prettierrc'))

    const { faults } = await checkFormat(folder)

    expect(faults).toEqual([expect.stringContaining('src/domain/a.ts: not formatted')])
  })
})

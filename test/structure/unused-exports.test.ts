import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { listCodeFiles } from '../../scripts/check/files.ts'
import { ROOT, readSourceFiles } from './source-files.ts'
import { listUnusedExports } from './unused-exports.ts'

// Scripts of pages lie beside the files that they are sent with. What only tests import is used: that is how it is tested.
const USERS = [...listCodeFiles(ROOT), ...listCodeFiles(ROOT, 'src/http/public/')]

test('every exported name is used by another file', () => {
  const users = USERS.map((path) => ({ path, text: readFileSync(`${ROOT}/${path}`, 'utf8') }))

  expect(listUnusedExports(readSourceFiles(), users)).toEqual([])
})

describe('listUnusedExports', () => {
  const list = (text: string, user = '') => {
    const [source, other] = [
      { path: 'src/a/x.ts', text },
      { path: 'src/b/y.ts', text: user },
    ]
    return listUnusedExports([source], [source, other])
  }

  test.each([
    ['a function', 'export function find(): void {}\nfind()'],
    ['a constant', 'export const find = 1'],
    ['a constant taken out of another', 'export const [{ find }] = [{ find: 1 }]'],
    ['a class', 'export class find {}'],
    ['a type of its own', 'export type find = number'],
    ['a type that others only work with', 'export type find = 1\nexport function use(): void { let x: find }'],
    ['a name that is handed on', "export { find } from './z.ts'"],
  ])('finds %s that nobody imports', (_name, text) => {
    expect(list(text, "import { use } from '../a/x.ts'\nimport { find } from './x.ts'")).toEqual(['src/a/x.ts: find'])
  })

  test.each([
    ['by its name', "import { find } from '../a/x.ts'"],
    ['as a type', "import { type find } from '../a/x.ts'"],
    ['under another name', "import { find as seek } from '../a/x.ts'"],
    ['with all of its file', "import * as all from '../a/x.ts'"],
    ['later', "const { find } = await import('../a/x.ts')"],
    ['in a type', "type Found = typeof import('../a/x.ts').find"],
    ['to hand it on', "export { find } from '../a/x.ts'"],
    ['with all that is handed on', "export * from '../a/x.ts'"],
  ])('passes what another imports %s', (_name, user) => {
    expect(list('export const find = 1', user)).toEqual([])
  })

  test('passes a type that tells of another export', () => {
    const text = 'export type Found = 1\nexport type Wish = { found: Found }\nexport function find(wish: Wish): void {}'

    expect(list(text, "import { find } from '../a/x.ts'")).toEqual([])
  })
})

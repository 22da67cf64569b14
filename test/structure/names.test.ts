import { describe, expect, test } from 'vitest'
import { type SourceFile, readSourceFiles } from './source-files.ts'

// A thing that has no better name has no home yet.
const HOMELESS = 'utils util helpers helper common shared misc manager handler types constants part2'.split(' ')
// What the glossary says in another word: paper, edition, digest, source, delivery, segment, qrels, harvest.
const RENAMED = 'article newsletter mailing provider shard crawler crawl labels newsitem'.split(' ')
const FORBIDDEN = new Set([...HOMELESS, ...RENAMED])
// A list, not a barrel.
const INDEX_FILES = new Set(['src/store/migrations/index.ts'])

/** Files, folders, exported types and tables whose whole name is a forbidden one, in the singular or the plural. */
function listForbiddenNames({ path, text }: SourceFile): string[] {
  const parts = path.replace(/\.tsx?$/, '').split('/')
  const isBarrel = parts.at(-1) === 'index' && !INDEX_FILES.has(path)
  const types = text.matchAll(/^export (?:type|class|interface|abstract class) (\w+)/gm)
  const tables = text.matchAll(/createTable\(\s*'(\w+)'/g)
  const declared = [...types, ...tables].map(([, name = '']) => name)
  const found = [...parts, ...declared].filter((name) => isForbidden(name.toLowerCase()))
  return [...found, ...(isBarrel ? ['index'] : [])].map((name) => `${path}: ${name}`)
}

function isForbidden(name: string): boolean {
  return FORBIDDEN.has(name) || FORBIDDEN.has(name.replace(/s$/, ''))
}

test('no file, folder, type or table has a name that says nothing or says another word of the glossary', () => {
  expect(readSourceFiles().flatMap(listForbiddenNames)).toEqual([])
})

test('file names are kebab-case', () => {
  const names = readSourceFiles().map(({ path }) => path)

  expect(names.filter((path) => !/^src(\/[a-z0-9]+(-[a-z0-9]+)*)+\.tsx?$/.test(path))).toEqual([])
})

describe('listForbiddenNames', () => {
  test.each([
    ['src/http/utils.ts', ''],
    ['src/helpers/text.ts', ''],
    ['src/http/index.ts', ''],
    ['src/domain/news.ts', 'export type Article = object'],
    ['src/store/x.ts', "schema.createTable('newsletters')"],
  ])('finds the one in %s', (path, text) => {
    expect(listForbiddenNames({ path, text })).toHaveLength(1)
  })

  test('passes longer names that hold one', () => {
    const text = 'export type ArticleCount = number'

    expect(listForbiddenNames({ path: 'src/domain/shared-secret.ts', text })).toEqual([])
  })
})

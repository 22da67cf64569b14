import { describe, expect, test } from 'vitest'
import { isTooDeep } from './json-depth.ts'

describe('isTooDeep', () => {
  test.each([
    ['a hundred levels', '['.repeat(100) + ']'.repeat(100)],
    ['many side by side', '[' + '[],'.repeat(1000) + '{}]'],
    ['brackets in a text', JSON.stringify('['.repeat(1000))],
    ['brackets after an escaped mark', JSON.stringify(`"${'{'.repeat(1000)}`)],
    ['brackets after an escaped backslash and a mark', JSON.stringify([`\\"${'['.repeat(1000)}`])],
    ['a text that does not end', `["${'['.repeat(1000)}`],
    ['nothing', ''],
  ])('%s are not', (_name, json) => {
    expect(isTooDeep(json)).toBe(false)
  })

  test.each([
    ['a list within a hundred', '['.repeat(101)],
    ['objects and lists in turn', '{"a":['.repeat(51)],
    ['brackets after a text that ends with a backslash', `["\\\\",${'['.repeat(101)}`],
  ])('%s are', (_name, json) => {
    expect(isTooDeep(json)).toBe(true)
  })
})

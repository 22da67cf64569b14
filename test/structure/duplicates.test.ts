import { describe, expect, test } from 'vitest'
import { type SourceFile, readSourceFiles } from './source-files.ts'

const WINDOW_LINES = 12

type Line = { number: number; text: string }

/** Places where twelve or more lines of code stand a second time, as "path:line repeats path:line". */
function listDuplicates(files: readonly SourceFile[]): string[] {
  const seen = new Map<string, string>()
  return files.flatMap((file) => {
    const lines = toCodeLines(file.text)
    const found: string[] = []
    for (let i = 0; i + WINDOW_LINES <= lines.length; i++) {
      const window = lines.slice(i, i + WINDOW_LINES)
      const key = window.map(({ text }) => text).join('\n')
      const here = `${file.path}:${window[0]?.number}`
      const there = seen.get(key)
      if (there === undefined) seen.set(key, here)
      else found.push(`${here} repeats ${there}`)
    }
    return found
  })
}

/** The lines that do something: not imports, comments, brackets alone, markup or rows of literals. */
function toCodeLines(text: string): Line[] {
  const bare = text.replace(/^import [^]*?from '[^']*'$/gm, blankOut).replace(/\/\*[^]*?\*\//g, blankOut)
  return bare
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter(({ text: line }) => /\w/.test(line) && !line.startsWith('//') && !isMarkup(line) && !isTableRow(line))
}

function isMarkup(line: string): boolean {
  return /^<\/?[\w>]/.test(line)
}

function isTableRow(line: string): boolean {
  return /^[[{(]?\s*(['"`\d-][^=]*|\w+: (['"`\d-].*|true|false)),?\s*[\]})]*,?$/.test(line)
}

function blankOut(text: string): string {
  return text.replaceAll(/[^\n]+/g, '')
}

test('no twelve lines stand twice', () => {
  expect(listDuplicates(readSourceFiles())).toEqual([])
})

describe('listDuplicates', () => {
  const statements = (count: number) =>
    Array.from({ length: count }, (_, i) => `  const v${i} = read(${i})`).join('\n\n')

  test('finds twelve lines in two files, whatever stands around them and however they are spaced', () => {
    const once = { path: 'a.ts', text: `let a = f()\n${statements(12)}\nlet b = f()` }
    const again = { path: 'b.ts', text: statements(12).replaceAll('\n\n', '\n// why\n') }

    expect(listDuplicates([once, again])).toEqual(['b.ts:1 repeats a.ts:2'])
  })

  test('finds them in one file', () => {
    expect(listDuplicates([{ path: 'a.ts', text: `${statements(12)}\nlet b = f()\n${statements(12)}` }])).toHaveLength(
      1,
    )
  })

  test.each([
    ['eleven lines', statements(11)],
    ['imports', Array.from({ length: 12 }, (_, i) => `import { a${i} } from './${i}.ts'`).join('\n')],
    ['markup', Array.from({ length: 12 }, (_, i) => `<li>${i}</li>`).join('\n')],
    ['a table', Array.from({ length: 12 }, (_, i) => `  ['word${i}', ${i}],`).join('\n')],
  ])('passes %s', (_name, text) => {
    const files = ['a.ts', 'b.ts'].map((path) => ({ path, text }))

    expect(listDuplicates(files)).toEqual([])
  })
})

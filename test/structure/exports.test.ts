import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { type SourceFile, readSourceFiles } from './source-files.ts'

/** Exported names without a docstring, as "path:line name". */
function listUndocumented({ path, text }: SourceFile): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  return source.statements.flatMap((statement, index) => {
    if (!isExported(statement) || isDocumented(source.statements, index)) return []
    const { line } = source.getLineAndCharacterOfPosition(statement.getStart())
    return [`${path}:${line + 1} ${statement.getText().split('\n')[0]}`]
  })
}

/** Statements that stand together without a blank line share the docstring of the first. */
function isDocumented(statements: readonly ts.Statement[], index: number): boolean {
  const statement = statements[index]
  if (!statement || ts.isImportDeclaration(statement)) return false
  if (ts.getJSDocCommentsAndTags(statement).length > 0) return true
  const isApart = /\n[ \t]*\n/.test(statement.getFullText().slice(0, statement.getLeadingTriviaWidth()))
  return !isApart && isDocumented(statements, index - 1)
}

function isExported(statement: ts.Statement | undefined): boolean {
  if (!statement) return false
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return true
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
}

/** Statements under two docstrings, of which one was left behind when what it told of moved; as "path:line". */
function listTwiceDocumented({ path, text }: SourceFile): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  return source.statements.flatMap((statement, index) => {
    // The first may stand above the imports, and tells of the file.
    const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? []
    if (index === 0 || comments.filter(({ pos }) => text.startsWith('/**', pos)).length < 2) return []
    return [`${path}:${source.getLineAndCharacterOfPosition(statement.getStart()).line + 1}`]
  })
}

test('no statement has two docstrings', () => {
  expect(readSourceFiles().flatMap(listTwiceDocumented)).toEqual([])
})

test('listTwiceDocumented finds a docstring that was left behind', () => {
  const [twice, once] = [
    'import x from "x"\n/** Of what has moved. */\n\n/** Says more. */\nfunction find(): void {}',
    '/** One. */\nconst one = 1\n/** Two. */\nconst two = 2',
  ]

  expect(listTwiceDocumented({ path: 'x.ts', text: twice })).toEqual(['x.ts:5'])
  expect(listTwiceDocumented({ path: 'x.ts', text: once })).toEqual([])
})

test('every exported name has a docstring', () => {
  expect(readSourceFiles().flatMap(listUndocumented)).toEqual([])
})

describe('listUndocumented', () => {
  test.each([
    'export function find(): void {}',
    'export type Page = object',
    '/** About the file. */\n\nimport x from "x"\nexport const y = x',
    '/** One. */\nexport const one = 1\n\nexport const two = 2',
    '// not a docstring\nexport class Store {}',
    'const one = 1\nexport { one }',
  ])('finds %j', (text) => {
    expect(listUndocumented({ path: 'x.ts', text })).toHaveLength(1)
  })

  test.each([
    '/** Says more. */\nexport function find(): void {}',
    '/** All of them. */\nexport const NAMES = ["a"] as const\nexport type Name = (typeof NAMES)[number]',
    '/** As it is sent. */\nconst page = read()\nexport type Page = typeof page',
    'function inner(): void {}',
  ])('passes %j', (text) => {
    expect(listUndocumented({ path: 'x.ts', text })).toEqual([])
  })
})

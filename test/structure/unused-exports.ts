import { posix } from 'node:path'
import ts from 'typescript'
import type { SourceFile } from './source-files.ts'

/** Stands for every name of a module: it was imported as a whole. */
const ALL = '*'

/**
 * Names that a file exports and no other file imports, as "path: name". A type passes that stands in what is told of
 * another export of its file: a parameter's, a result's, a member's.
 *
 * @param users all files whose imports count, the sources themselves among them
 */
export function listUnusedExports(sources: readonly SourceFile[], users: readonly SourceFile[]): string[] {
  const used = new Set(users.flatMap(listImported))
  return sources.flatMap((source) => {
    if (used.has(`${source.path}: ${ALL}`)) return []
    return listExported(source).filter((name) => !used.has(name))
  })
}

function listExported({ path, text }: SourceFile): string[] {
  const statements = parse(path, text).statements.filter(isExported)
  return statements.flatMap((statement) => {
    const others = statements.filter((other) => other !== statement)
    const names = listDeclared(statement).filter(
      (name) => !isType(statement) || !others.some((other) => tells(other, name)),
    )
    return names.map((name) => `${path}: ${name}`)
  })
}

function isType(statement: ts.Statement): boolean {
  return ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)
}

/** Whether a type is named by a declaration, outside the bodies of its functions. */
function tells(node: ts.Node, type: string): boolean {
  if (ts.isBlock(node)) return false
  if (ts.isTypeReferenceNode(node) && node.typeName.getText() === type) return true
  return ts.forEachChild(node, (child) => tells(child, type) || undefined) ?? false
}

function isExported(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement)) return true
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
}

function listDeclared(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => listBound(name))
  if (ts.isExportDeclaration(statement)) return listNames(statement.exportClause, ({ name }) => name.text)
  const { name } = statement as ts.Statement & { name?: ts.Identifier }
  return name ? [name.text] : []
}

function listBound(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? listBound(element.name) : []))
}

function listNames(
  clause: ts.NamedImportBindings | ts.NamedExportBindings | undefined,
  toName: (element: ts.ImportSpecifier | ts.ExportSpecifier) => string,
): string[] {
  if (!clause || ts.isNamespaceImport(clause) || ts.isNamespaceExport(clause)) return [ALL]
  return (clause.elements as ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>).map(toName)
}

/** What a file takes from other files, as "path: name". */
function listImported({ path, text }: SourceFile): string[] {
  const found: string[] = []
  const add = (from: ts.Node | undefined, names: readonly string[]): void => {
    if (!from || !ts.isStringLiteral(from) || !from.text.startsWith('.')) return
    const target = posix.join(posix.dirname(path), from.text)
    for (const name of names) found.push(`${target}: ${name}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, listNames(node.importClause?.namedBindings, toOriginal))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, listNames(node.exportClause, toOriginal))
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], [ALL])
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, [ALL])
    ts.forEachChild(node, visit)
  }
  visit(parse(path, text))
  return found
}

function toOriginal({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (propertyName ?? name).text
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

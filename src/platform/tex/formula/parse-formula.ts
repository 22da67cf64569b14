import temml from 'temml'
import { MACROS } from './macros.ts'
import { mendMath, retryMath } from './mend-math.ts'

/** A node of Temml's tree: an element with children, or text. */
export type MathNode = {
  type?: string
  text?: string
  attributes?: Readonly<Record<string, unknown>>
  children?: readonly MathNode[]
}

// Its types name this function otherwise than its code does.
const { __renderToMathMLTree: renderToTree } = temml as unknown as {
  __renderToMathMLTree: (tex: string, options: object) => MathNode
}
const SETTINGS = { throwOnError: true, annotate: false, trust: false, strict: false, maxExpand: 200 }
const LONGEST = 4000
const DEEPEST = 40
/** The longest formula in 292,859 of arXiv's defines and expands nothing of its own; what does is shown as written. */
const FORBIDDEN =
  /\\(?:[egx]?def|let|futurelet|global|long|outer|csname|expandafter|noexpand|(?:re|provide)?newcommand|providecommand|DeclareMathOperator|newenvironment|catcode|href|url|html[A-Za-z]*|class|cssId|id|style|data|includegraphics|tag|ref|eqref|verb|input|include|require|toggle|cancel|[bx]cancel|sout|char|unicode)(?![a-zA-Z])/

/**
 * Temml's tree of a formula without its delimiters; `undefined` when it cannot be parsed, or is longer, deeper or
 * mightier than a formula of a title or an abstract is.
 */
export function parseFormula(tex: string, display: boolean): MathNode | undefined {
  if (tex.length > LONGEST) return undefined
  const mended = mendMath(tex)
  if (FORBIDDEN.test(mended) || isTooDeep(mended)) return undefined
  const tree = parse(mended, display)
  if (tree !== undefined) return tree
  const other = retryMath(mended)
  return other === mended ? undefined : parse(other, display)
}

function parse(tex: string, displayMode: boolean): MathNode | undefined {
  try {
    // A copy for each: Temml writes into it, and nothing a formula defines may reach the next one.
    const macros = tex.includes('\\') ? { ...MACROS } : {}
    return renderToTree(tex, { ...SETTINGS, displayMode, macros })
  } catch {
    // Temml throws errors of its own, of types it did not expect, and of a stack too deep: for a reader they are one.
    return undefined
  }
}

/** Commands and scripts nest without braces too: `\sqrt\sqrt…`, `x^x^…`. */
function isTooDeep(tex: string): boolean {
  let depth = 0
  for (const [sign] of tex.matchAll(/\\\\|\\[{}]|\\(?:left|right|begin|end)(?![a-zA-Z])|[{}]/g)) {
    if (sign === '{' || sign === '\\left' || sign === '\\begin') depth++
    if (sign === '}' || sign === '\\right' || sign === '\\end') depth--
    if (depth > DEEPEST) return true
  }
  return /(?:\\[a-zA-Z]+\s*){40}/.test(tex) && /(\\[a-zA-Z]+\s*)\1{40}/.test(tex)
}

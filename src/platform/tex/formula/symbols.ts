import { parseFormula, type MathNode } from './parse-formula.ts'

/** Names that Temml knows and that in a text are rather somebody's own: `\and` parts authors, `\sub` is a macro. */
const OTHERS = new Set(
  'and or sub sup sect image real part plus bold O L H T B P AE OE R N Z Q C F name model system method sys data task'.split(
    ' ',
  ),
)

/** The one character a command of mathematics sets, such as α for `alpha`, where it sets one; for use in a text. */
export function findSymbol(name: string): string | undefined {
  if (OTHERS.has(name) || name.length > 24) return undefined
  const tree = parseFormula(`\\${name}`, false)
  const text = tree === undefined ? undefined : textOf(tree)?.replace(/[\u2061-\u2064]/gu, '')
  return text !== undefined && [...text].length === 1 && !/[\s\p{Cc}]/u.test(text) ? text : undefined
}

/** The text of a tree whose elements are but rows around one token. */
function textOf({ type, text, children = [] }: MathNode): string | undefined {
  if (text !== undefined) return text
  if (type !== undefined && !/^(?:math|mrow|mi|mo|mn|mtext|mpadded|)$/.test(type)) return undefined
  const [only, ...others] = children
  return only === undefined || others.some((other) => textOf(other) !== '') ? undefined : textOf(only)
}

import { escapeMarkup } from '../escape-markup.ts'
import { parseFormula, type MathNode } from './formula/parse-formula.ts'

const TOKENS = new Set(['mi', 'mn', 'mo', 'mtext', 'mspace'])
const ELEMENTS = new Set([
  ...TOKENS,
  ...'math mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts'.split(' '),
  ...'mtable mtr mtd mstyle mpadded mphantom menclose none'.split(' '),
])
const LENGTH = /^-?(?:\d|\d?\.\d+|\d\.\d+)(?:em|ex|pt)?$/
const TRUTH = /^(?:true|false)$/
/** What MathML Core gives a meaning to, and values that cannot move a formula off its place. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  accent: TRUTH,
  accentunder: TRUTH,
  columnspan: /^\d$/,
  depth: LENGTH,
  displaystyle: TRUTH,
  form: /^(?:prefix|infix|postfix)$/,
  height: LENGTH,
  linethickness: LENGTH,
  lspace: LENGTH,
  mathvariant: /^normal$/,
  maxsize: LENGTH,
  minsize: LENGTH,
  movablelimits: TRUTH,
  rspace: LENGTH,
  scriptlevel: /^[0-3]$/,
  stretchy: TRUTH,
  symmetric: TRUTH,
  width: LENGTH,
}

/**
 * A formula without its delimiters as a MathML element; `undefined` when it cannot be parsed.
 *
 * Written from Temml's tree by lists of elements and attributes, so that nothing else can come out: no style, no class,
 * no link, no HTML. Brackets stretch only where the formula says `\left`.
 */
export function toMathml(tex: string, display: boolean): string | undefined {
  const tree = parseFormula(tex, display)
  if (tree === undefined || tree.type !== 'math') return undefined
  const content = writeAll(tree.children ?? [])
  return content === undefined ? undefined : `<math${display ? ' display="block"' : ''}>${content}</math>`
}

function write(node: MathNode): string | undefined {
  const { type, text, children = [] } = node
  if (type === undefined) return text === undefined ? writeAll(children) : escapeMarkup(text)
  if (type === '') return writeAll(children)
  if (!ELEMENTS.has(type)) return undefined
  if (type === 'menclose') return writeEnclosed(node)
  const content = writeAll(children)
  if (content === undefined) return undefined
  if (type === 'mrow' || (type === 'mpadded' && isPlainPadding(node))) return writeRow(children, content)
  const accent = type === 'mover' && isAccent(children[1]) ? ' accent="true"' : ''
  return `<${type}${writeAttributes(node)}${accent}>${content}</${type}>`
}

/** A row of one element is that element; one of nothing is kept, since a script may stand on it. */
function writeRow(children: readonly MathNode[], content: string): string {
  return children.length === 1 && content !== '' ? content : `<mrow>${content}</mrow>`
}

/** Temml leaves it to a style sheet that hats are not set as small as other scripts. */
function isAccent(node: MathNode | undefined): boolean {
  return node?.type === 'mo' && /^[ˆ^~˜¯‾→⃗˙¨ˇ˘´`˚ˊˋˉ˝]$/u.test(node.children?.[0]?.text ?? '')
}

function writeAll(nodes: readonly MathNode[]): string | undefined {
  let all = ''
  for (const node of nodes) {
    const written = write(node)
    if (written === undefined) return undefined
    all += written
  }
  return all
}

/** `mpadded lspace="0"` is Temml's way to keep an upright name from operator spacing. */
function isPlainPadding({ attributes = {} }: MathNode): boolean {
  return Object.keys(attributes).every((name) => name === 'lspace')
}

/** Browsers have no `menclose`: bars become accents that stretch, a frame goes, and what is struck out is given up. */
function writeEnclosed({ attributes = {}, children = [] }: MathNode): string | undefined {
  const content = writeAll(children)
  const notation = String(attributes['notation'] ?? '')
  if (content === undefined || /strike|actuarial|longdiv/.test(notation)) return undefined
  if (notation === 'top') return `<mover><mrow>${content}</mrow><mo stretchy="true">‾</mo></mover>`
  if (notation === 'bottom') return `<munder><mrow>${content}</mrow><mo stretchy="true">_</mo></munder>`
  return `<mrow>${content}</mrow>`
}

function writeAttributes({ attributes = {} }: MathNode): string {
  let written = ''
  for (const [name, value] of Object.entries(attributes)) {
    const text = String(value)
    if (Object.hasOwn(ATTRIBUTES, name) && ATTRIBUTES[name]?.test(text)) written += ` ${name}="${text}"`
  }
  return written
}

import { parseFormula } from './parse-formula.ts'

const COMMAND = /\\([a-zA-Z]+)|\\[{}|,;!]/y
const SCRIPT = /\s*[\^_]\s*(?:\{|\\[a-zA-Z]+|[\p{L}\p{N}*+])/uy
const LEFT = /\\left(?![a-zA-Z])/y
/** Commands that take what follows, spaces or not. */
const NEEDY =
  /^\\(?:sqrt|bar|hat|tilde|vec|dot|ddot|over(?:line|rightarrow)|underline|wide(?:hat|tilde)|math[a-z]+|frak|Bbb|operatorname)$/
/** A command of an author's own, by a name that mathematics has too: `\sh{We find that …}`. */
const PROSE = /(?<![\\\p{L}])\p{L}{2,}\s+\p{L}{2,}\s+\p{L}{2,}/u
const LONGEST = 400

/**
 * The formula that begins with a command in a text without dollar signs, such as `\mathcal{O}(n^2)` or `\frac{1}{2}`: the
 * command, its arguments and scripts. `undefined` where that cannot be parsed.
 */
export function readBareFormula(
  text: string,
  at: number,
  closing: (place: number) => number | undefined,
): { tex: string; end: number } | undefined {
  const end = match(LEFT, text, at) === undefined ? endOfAtom(text, at, closing) : endOfPair(text, at)
  if (end === undefined || end - at > LONGEST) return undefined
  const tex = text.slice(at, end)
  return PROSE.test(tex) || parseFormula(tex, false) === undefined ? undefined : { tex, end }
}

function endOfAtom(text: string, at: number, closing: (place: number) => number | undefined): number | undefined {
  const command = match(COMMAND, text, at)
  if (command === undefined) return undefined
  let end = at + command.length
  if (NEEDY.test(command))
    end += match(/\s+(?=\{)|\s*(?:[\p{L}\p{N}](?![\p{L}\p{N}])|\\[a-zA-Z]+)/uy, text, end)?.length ?? 0
  if (text[end] === '{' && closing(end) === undefined) return undefined
  for (;;) {
    const next = endOfArgument(text, end, closing)
    if (next === undefined) return end
    end = next
  }
}

/** Where an argument in braces, or a script, that follows directly ends. */
function endOfArgument(text: string, at: number, closing: (place: number) => number | undefined): number | undefined {
  if (text[at] === '{') {
    const close = closing(at)
    return close === undefined ? undefined : close + 1
  }
  const script = match(SCRIPT, text, at)
  if (script === undefined) return undefined
  if (!script.endsWith('{')) return at + script.length
  const close = closing(at + script.length - 1)
  return close === undefined ? undefined : close + 1
}

/** `\left( … \right)`, nested ones within. */
function endOfPair(text: string, at: number): number | undefined {
  let depth = 0
  for (const { 0: sign, index } of text
    .slice(at, at + LONGEST)
    .matchAll(/\\(?:left|right)(?![a-zA-Z])\s*(?:\\[{}|]|\\[a-z]+|.)/g)) {
    depth += sign.startsWith('\\left') ? 1 : -1
    if (depth === 0) return at + index + sign.length
  }
  return undefined
}

function match(form: RegExp, text: string, at: number): string | undefined {
  form.lastIndex = at
  return form.exec(text)?.[0]
}

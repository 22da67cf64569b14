const LINK = /^(?:\\\\)?\\href\s*\{[^{}]*\}\s*\{(?:[^{}]|\{[^{}]*\})*\}$/
const COMMANDS = /\\(?:text[a-z]{2}|emph|mbox|text|em|bf|it|tt|sc|rm|sf|underline)(?![a-zA-Z])\s*\{?/g

/**
 * The text of a formula that is none: a number, or words in a style, which authors put between dollar signs.
 * `undefined` where it is mathematics.
 */
export function toWords(tex: string): string | undefined {
  if (LINK.test(tex)) return tex.replace(/^\\+/, '\\')
  if (/^[-+]?\d[\d.,]*\s*(?:\\?%)?$/.test(tex)) return tex.replace(/^-/, '−')
  const lost = tex.replace(/(?<![\\a-zA-Z])(?=(?:text(?:bf|it|tt|sc)|emph)\{)/g, '\\')
  if (!/^\\(?:text(?:bf|it|tt|sc|sf)|emph|mbox|underline)(?![a-zA-Z])/.test(lost)) return undefined
  const rest = lost.replace(COMMANDS, '{').replace(/\\[%&_#$,; ]/g, '')
  return /[\\^=<>|]|(?<![\p{L}\p{N}])_|\}_/u.test(rest) ? undefined : lost
}

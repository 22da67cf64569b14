const PLAIN = '0123456789+-=()abcdefghijklmnoprstuvwxyzβγδθ'
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿ'
const LOW_PLAIN = '0123456789+-=()aehijklmnoprstuvxβγρφχ'
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ'
const SUPERSCRIPTS = zip(PLAIN, RAISED)
const SUBSCRIPTS = zip(LOW_PLAIN, LOWERED)
/** Signs that stand high by themselves. */
const HIGH = /^(?:[®™*∗⋆′″‴°†‡⊤⊥]|∘)$/u

/** A superscript as text: "²", "ⁿ⁺¹", or "^(…)" where Unicode has no such letters. */
export function toSuperscript(text: string): string {
  if (text === '∘') return '°'
  if (/^′{2,3}$/.test(text)) return text.length === 2 ? '″' : '‴'
  if (HIGH.test(text)) return text.replace('∗', '*')
  return translate(text, SUPERSCRIPTS) ?? marked('^', text)
}

/** A subscript as text: "₂", "ᵢ", or "_(…)" where Unicode has no such letters. */
export function toSubscript(text: string): string {
  return translate(text, SUBSCRIPTS) ?? marked('_', text)
}

function marked(sign: string, text: string): string {
  const tight = text.replaceAll(', ', ',')
  if (tight === '') return ''
  return /^(?:[a-zA-Z]+\d*|[\d.]+|.)$/u.test(tight) ? sign + tight : `${sign}(${tight})`
}

/** Words of many letters are not put in small ones, which few can read and no search finds. */
function translate(text: string, letters: ReadonlyMap<string, string>): string | undefined {
  const tight = text.replaceAll(' ', '').replaceAll('−', '-')
  if (/\p{L}{2}/u.test(tight)) return undefined
  let small = ''
  for (const letter of tight) {
    const found = letters.get(letter)
    if (found === undefined) return undefined
    small += found
  }
  return small
}

function zip(plain: string, small: string): ReadonlyMap<string, string> {
  const letters = [...small]
  return new Map([...plain].map((letter, place) => [letter, letters[place] ?? letter]))
}

import { toTitleCase } from './phrase.ts'

/** What stands in a pattern's "<…>"; see `Subject.fill` for what each becomes. */
export const SLOTS = [
  ...(['O1', 'O2', 'o', 'M1', 'M2', 'T1', 't', 'P1', 'P2', 'A1', 'A2', 'a'] as const),
  ...(['X', 'D', 'D2', 'E', 'E1', 'catalog', 'unit', 'sym'] as const),
  ...(['adj', 'fit', 'state', 'exact', 'noun', 'adv', 'ing', 'tech'] as const),
  ...(['few', 'int', 'int2', 'big', 'pct', 'pct2', 'fac'] as const),
] as const
export type Slot = (typeof SLOTS)[number]

/**
 * A part of a pattern: `literal` (with `titled`, its form in a title), then what `slot` stands for, then one of
 * `choices`. Each may be empty. One shape for all, so that rendering stays fast.
 */
export type PatternPart = {
  literal: string
  titled: string
  slot: Slot | undefined
  capital: boolean
  article: boolean
  choices: readonly Pattern[]
}

/** A sentence or title with gaps. `wordCount` is a guess; `slots` holds all slots, those of choices included. */
export type Pattern = { parts: readonly PatternPart[]; wordCount: number; slots: ReadonlySet<Slot> }

const MARK = /<(\^?)(a:)?(\w+)>|\[([^\]]*\|[^\]]*)\]/g
// Most phrases have two words.
const WORDS_IN_SLOT = 1.6

/** Reads patterns, one a line; a line that begins with two spaces goes on with the line before. */
export function parsePatterns(text: string): Pattern[] {
  return text
    .trim()
    .replaceAll('\n  ', ' ')
    .split('\n')
    .map((line) => parsePattern(line))
}

/**
 * Reads one pattern: "<O1>" is a slot, "<^O1>" begins with a capital, "<a:M1>" has its article before it, and
 * "[this|that]" is one or the other; choices hold slots but no choices. Everything else, TeX included, is literal.
 */
export function parsePattern(text: string): Pattern {
  const parts: PatternPart[] = []
  let end = 0
  for (const mark of text.matchAll(MARK)) {
    const literal = text.slice(end, mark.index)
    end = mark.index + mark[0].length
    const choices = (mark[4]?.split('|') ?? []).map((choice) => parsePattern(choice))
    parts.push(toPart(literal, { slot: mark[3] as Slot | undefined, capital: mark[1] === '^', article: !!mark[2], choices }))
  }
  parts.push(toPart(text.slice(end), { slot: undefined, capital: false, article: false, choices: [] }))
  return { parts, wordCount: countWords(parts), slots: listSlots(parts) }
}

function toPart(literal: string, rest: Omit<PatternPart, 'literal' | 'titled'>): PatternPart {
  return { literal, titled: toTitleCase(literal), ...rest }
}

function listSlots(parts: readonly PatternPart[]): Set<Slot> {
  const own = parts.flatMap((part) => (part.slot === undefined ? [] : [part.slot]))
  return new Set([...own, ...parts.flatMap((part) => part.choices.flatMap((choice) => [...choice.slots]))])
}

function countWords(parts: readonly PatternPart[]): number {
  return parts.reduce((sum, part) => {
    const inChoices = part.choices.reduce((words, choice) => words + choice.wordCount, 0) / (part.choices.length || 1)
    return sum + (part.literal.match(/\w+/g)?.length ?? 0) + (part.slot ? WORDS_IN_SLOT : 0) + inChoices
  }, 0)
}

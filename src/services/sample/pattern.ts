import { toTitleCase } from './phrase.ts'

/** What stands in a pattern's "<…>"; see `Subject.fill` for what each becomes. */
const SLOTS = [
  ...(['O1', 'O2', 'o', 'M1', 'M2', 'T1', 't', 'P1', 'P2', 'A1', 'A2', 'a'] as const),
  ...(['X', 'D', 'D2', 'E', 'E1', 'catalog', 'unit', 'sym'] as const),
  ...(['adj', 'fit', 'state', 'exact', 'noun', 'adv', 'ing', 'tech'] as const),
  ...(['few', 'int', 'int2', 'big', 'pct', 'pct2', 'fac'] as const),
] as const
export type Slot = (typeof SLOTS)[number]

/** The slots that mean the same all through a paper; see `Subject.focus`. */
export const FOCUS_SLOTS = ['O1', 'O2', 'M1', 'M2', 'T1', 'P1', 'P2', 'A1', 'A2', 'D', 'D2', 'X'] as const
export type FocusSlot = (typeof FOCUS_SLOTS)[number]

/**
 * A part of a pattern: one of `literals` (with `titled`, their forms in a title), then what `slot` stands for (number
 * `focus` of the focus slots, or -1), then one of `choices`. Where choices are mere text they stand in `literals`, each
 * after the text before it: one shape for all parts and few pieces to join keep rendering fast.
 */
export type PatternPart = {
  literals: readonly string[]
  titled: readonly string[]
  slot: Slot | undefined
  focus: number
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
    parts.push(toPart(text.slice(end, mark.index), mark))
    end = mark.index + mark[0].length
  }
  if (end < text.length || parts.length === 0) parts.push(toPart(text.slice(end), undefined))
  return { parts, wordCount: countWords(parts), slots: listSlots(parts) }
}

function toPart(literal: string, mark: RegExpExecArray | undefined): PatternPart {
  const slot = mark?.[3] as Slot | undefined
  const texts = mark?.[4]?.split('|') ?? []
  const isText = texts.every((text) => !text.includes('<'))
  const literals = isText && texts.length > 0 ? texts.map((text) => literal + text) : [literal]
  return {
    literals,
    titled: literals.map(toTitleCase),
    slot,
    focus: FOCUS_SLOTS.indexOf(slot as FocusSlot),
    capital: mark?.[1] === '^',
    article: mark?.[2] !== undefined,
    choices: isText ? [] : texts.map((text) => parsePattern(text)),
  }
}

function listSlots(parts: readonly PatternPart[]): Set<Slot> {
  const own = parts.flatMap((part) => (part.slot === undefined ? [] : [part.slot]))
  return new Set([...own, ...parts.flatMap((part) => part.choices.flatMap((choice) => [...choice.slots]))])
}

function countWords(parts: readonly PatternPart[]): number {
  return parts.reduce((sum, part) => {
    const inChoices = part.choices.reduce((words, choice) => words + choice.wordCount, 0) / (part.choices.length || 1)
    return sum + (part.literals[0]!.match(/\w+/g)?.length ?? 0) + (part.slot ? WORDS_IN_SLOT : 0) + inChoices
  }, 0)
}

import type { UnixMs } from '../../domain/time.ts'
import { Instant } from './instant.tsx'
import { toInstant } from './wording.ts'

/** Part of a sentence: words, or an instant. */
export type Phrase = string | { at: UnixMs }

/** Sentences with instants that programs can read, too. */
export function Phrases({ of }: { of: readonly Phrase[] }) {
  return of.map((phrase) => (typeof phrase === 'string' ? phrase : <Instant at={phrase.at} />))
}

/** The same as plain text. */
export function toPhraseText(phrases: readonly Phrase[]): string {
  return phrases.map((phrase) => (typeof phrase === 'string' ? phrase : toInstant(phrase.at))).join('')
}

import type { EmbeddedTexts } from '../domain/ports.ts'

/** Why a server gave no vectors. */
export type Fault = {
  /** Whether asking again may help (`passing`), only other texts (`texts`), or only other settings (`lasting`). */
  kind: 'passing' | 'texts' | 'lasting'
  /** What happened, as the end of a sentence: "answered 503: busy". */
  says: string
  /** What to do, a sentence. */
  mend: string
  /** How long the server asks to wait. */
  waitMs?: number
}

/** What came of asking: a body that was read, or why there is none. */
export type Answer = { body: unknown } | { fault: Fault }

/** What came of one request: vectors of the texts and of the probe before them, or why there are none. */
export type Asked = EmbeddedTexts | { fault: Fault }

const PASSING = new Set([408, 424, 425, 429])
const OF_TEXTS = new Set([400, 413, 422])

const MENDS = {
  waits: 'It is asked again later; if this goes on, see what the server itself says.',
  url: 'See that EMBEDDING_URL is the address of its embeddings, as in http://localhost:11434/v1/embeddings.',
  key: 'See that EMBEDDING_KEY is a key that it knows.',
  model: 'See that EMBEDDING_URL is right, and EMBEDDING_MODEL a model that it has.',
  request: 'See that EMBEDDING_MODEL, EMBEDDING_DIMENSIONS and EMBEDDING_BATCH_SIZE are such as it takes.',
} as const

/** A fault with what to do about it. */
export function toFault(kind: Fault['kind'], says: string, mend: keyof typeof MENDS, waitMs?: number): Fault {
  return { kind, says, mend: MENDS[mend], ...(waitMs !== undefined && { waitMs }) }
}

/** What an answer that is no success means. @param told what the server said, on one line; may be empty */
export function toStatusFault(status: number, told: string, waitMs: number | undefined): Fault {
  const says = `answered ${status}${told === '' ? '' : `: ${told}`}`
  if (PASSING.has(status) || status >= 500) return toFault('passing', says, 'waits', waitMs)
  if (OF_TEXTS.has(status)) return toFault('texts', says, 'request')
  if (status === 401 || status === 403) return toFault('lasting', says, 'key')
  return toFault('lasting', says, status === 404 ? 'model' : 'url')
}

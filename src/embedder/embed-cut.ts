import type { AppError } from '../domain/error.ts'
import type { EmbeddedTexts } from '../domain/ports.ts'
import type { Asked, Fault } from './fault.ts'

/** A text that is refused though it is no longer than this is refused for something else. */
const SHORTEST = 400

/** How a server is asked once, what its faults mean to whoever asked, and how answers become one. */
export type Asking = {
  ask: (texts: readonly string[]) => Promise<Asked>
  refuse: (fault: Fault) => AppError
  join: (answers: readonly EmbeddedTexts[]) => EmbeddedTexts
}

/**
 * Embeds texts of which a server may refuse some, because they are longer than its model reads: asks for fewer at a time,
 * and a single one is halved until it is taken. What is refused even then has no vector.
 *
 * @throws AppError made by `refuse` where it is not the texts that are at fault
 */
export async function embedCut(texts: readonly string[], asking: Asking): Promise<EmbeddedTexts> {
  const { ask, refuse, join } = asking
  const asked = await ask(texts)
  if (!('fault' in asked)) return asked
  const [text] = texts
  if (asked.fault.kind !== 'texts' || text === undefined) throw refuse(asked.fault)
  if (texts.length > 1) {
    const middle = texts.length >> 1
    return join([await embedCut(texts.slice(0, middle), asking), await embedCut(texts.slice(middle), asking)])
  }
  if (text.length > SHORTEST) return embedCut([text.slice(0, text.length >> 1).toWellFormed()], asking)
  // If not even the probe is taken alone, the text is not the reason.
  const { probe } = await embedCut([], asking)
  return { probe, vectors: [undefined] }
}

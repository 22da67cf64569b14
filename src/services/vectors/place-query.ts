import { parseQuery } from '../../engine/query/parse-query.ts'
import { toAskedText } from '../../engine/rank/question.ts'
import type { Engine } from '../index/answers/index-in-use.ts'
import type { MapQuestion, SearchQuestion } from '../index/answers/questions.ts'
import type { QueryVectors } from './query-vectors.ts'

/** What answers a question, and why it is answered by words alone where it is. */
export type PlacedQuestion<Asked> = { engine: Engine; question: Asked; meaningNote?: string; isExchanged?: boolean }

const NOT_YET = 'the papers’ vectors are still being made'

/**
 * Gives a question the vector of its text before it is answered, from a server. Where it cannot be had the question is
 * answered by words alone.
 *
 * @param find the index as it is: it may be another one after the server has answered
 */
export async function placeQuery<Asked extends SearchQuestion | MapQuestion>(
  question: Asked,
  find: () => Engine,
  vectors: QueryVectors,
): Promise<PlacedQuestion<Asked>> {
  const { meaning } = find()
  const text = toWantedText(question)
  if (text === undefined) return { engine: find(), question }
  if (!meaning?.server) return byWords(question, find(), NOT_YET)
  const { server } = meaning
  const found = await vectors.find(text, server)
  const engine = find()
  if ('reason' in found)
    return { ...byWords(question, engine, found.reason), ...(found.isExchanged && { isExchanged: true }) }
  if (!engine.meaning || engine.meaning.server?.name !== server.name) return byWords(question, engine, NOT_YET)
  const asked = { vector: found.vector, coverage: 1 }
  return { engine: { ...engine, meaning: { ...engine.meaning, asked } }, question }
}

/** The text whose vector is needed; `undefined` where none is, as in a search by examples. */
function toWantedText(question: SearchQuestion | MapQuestion): string | undefined {
  if (question.kind === 'search' && (question.mode === 'lexical' || question.like.length > 0)) return undefined
  const text = toAskedText(parseQuery(question.text)).trim()
  return text === '' ? undefined : text
}

function byWords<Asked extends SearchQuestion | MapQuestion>(
  question: Asked,
  engine: Engine,
  meaningNote: string,
): PlacedQuestion<Asked> {
  const asked = question.kind === 'search' ? { ...question, mode: 'lexical' } : question
  return { engine, question: asked as Asked, meaningNote }
}

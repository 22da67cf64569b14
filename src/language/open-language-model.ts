import type { LanguageServer } from '../domain/language-server.ts'
import type { LanguageModel, WrittenSummary } from '../domain/ports.ts'
import { toContentTag } from '../platform/hashing.ts'
import { type JsonReply, postJson } from '../platform/network/post-json.ts'
import { foldText } from '../platform/plain-text.ts'
import { findAnswerFault } from './check-answer.ts'
import { readAnswer } from './read-answer.ts'
import { type Shown, toMostTokens, toShown, writeMessages } from './write-request.ts'

/** Far more than the longest answer with all that servers put around it, and what a model thought. */
const MOST_BYTES = 512 * 1024
const MOST_SUMMARY_LETTERS = 420
/** Languages differ in length by less than this. */
const MOST_STRETCH = 1.8
/** Of another prompt or other checks than these, answers are asked for anew. */
const EDITION = 1

/** How limits are named: newer models of OpenAI refuse the older name, and many other servers know no other. */
type LimitName = 'max_tokens' | 'max_completion_tokens'

/** The client of a server with a language model. Nothing is asked before it is used. */
export function openLanguageModel(server: LanguageServer): LanguageModel {
  let limitName: LimitName = 'max_tokens'
  const mostTokens = toMostTokens(server)
  const ask = (shown: Shown, signal: AbortSignal): Promise<JsonReply> =>
    postJson({ ...server, mostBytes: MOST_BYTES, body: toBody(shown, server, limitName) }, signal)
  return {
    name: foldText(server.model),
    tag: toContentTag(JSON.stringify([EDITION, server.url, server.model, server.language, server.task])),
    mostTokens,
    toShownTag: (paper) => toContentTag(JSON.stringify(toShown(paper, server.task) ?? null)),
    async summarise(paper, signal) {
      const shown = toShown(paper, server.task)
      if (!shown) return { outcome: 'refused', reason: 'There is no abstract.', tokens: 0 }
      let reply = await ask(shown, signal)
      if (limitName === 'max_tokens' && isRefusedName(reply)) {
        limitName = 'max_completion_tokens'
        reply = await ask(shown, signal)
      }
      return toWritten(reply, shown, server, mostTokens)
    },
  }
}

function toBody(shown: Shown, server: LanguageServer, limitName: LimitName): unknown {
  return {
    model: server.model,
    messages: writeMessages(shown, server),
    stream: false,
    [limitName]: server.answerTokens,
    // Models that refuse the older name of the limit refuse this too.
    ...(limitName === 'max_tokens' && { temperature: 0 }),
  }
}

function isRefusedName(reply: JsonReply): boolean {
  return 'status' in reply && [400, 422].includes(reply.status) && /max_completion_tokens|temperature/.test(reply.told)
}

/** What came of asking. What was sent and perhaps answered is paid for, though nobody told how much. */
function toWritten(reply: JsonReply, shown: Shown, server: LanguageServer, mostTokens: number): WrittenSummary {
  if ('status' in reply) {
    const told = reply.told === '' ? '' : `: ${reply.told}`
    return { outcome: 'failed', reason: `The language model answered ${reply.status}${told}`, tokens: 0 }
  }
  if ('silent' in reply) {
    return { outcome: 'failed', reason: `The language model ${reply.silent}`, tokens: reply.isLate ? mostTokens : 0 }
  }
  if ('unusable' in reply) {
    return { outcome: 'failed', reason: `The language model ${reply.unusable}`, tokens: mostTokens }
  }
  const answer = readAnswer(reply.body)
  const tokens = answer.tokens ?? mostTokens
  const fault = 'fault' in answer ? answer.fault : findFault(answer.text, shown, server)
  if (fault !== undefined) return { outcome: 'refused', reason: `The answer ${fault}.`, tokens }
  return { text: (answer as { text: string }).text, tokens }
}

function findFault(answer: string, { title, text }: Shown, { task, language }: LanguageServer): string | undefined {
  const mostLetters = task === 'translation' ? Math.ceil(text.length * MOST_STRETCH) : MOST_SUMMARY_LETTERS
  return findAnswerFault(answer, { source: `${title}\n${text}`, language, mostLetters })
}

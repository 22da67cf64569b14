import type { MessagePort } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../domain/error.ts'

/** Who has not answered by then has lost the question: whoever asked is not to wait for ever. */
const PATIENCE_MS = 60_000

type Answered<Answer> = { answered: number; answer?: Answer; error?: { code: ErrorCode; message: string } }

/**
 * Asks by a port what another thread answers with `answerInThread`, however many questions at once.
 *
 * @param name of who answers, for people
 * @param patienceMs how long an answer is waited for
 * @returns a function that throws the AppError of the other side; `unavailable` once the port is closed, and where no answer
 *   comes
 */
export function askByPort<Question, Answer>(
  port: Pick<MessagePort, 'on' | 'postMessage'>,
  name: string,
  patienceMs = PATIENCE_MS,
): (question: Question) => Promise<Answer> {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>()
  let count = 0
  let isClosed = false
  const toClosed = (): AppError => new AppError('unavailable', `${name} is not at work: try again in a moment`)
  const giveUp = (question: number): void => {
    waiting.get(question)?.reject(new AppError('unavailable', `${name} gave no answer in ${patienceMs / 1000} s`))
    waiting.delete(question)
  }
  port.on('message', ({ answered, answer, error }: Answered<Answer>) => {
    const asker = waiting.get(answered)
    waiting.delete(answered)
    if (error) asker?.reject(new AppError(error.code, error.message))
    else asker?.resolve(answer as Answer)
  })
  port.on('close', () => {
    isClosed = true
    for (const { reject } of waiting.values()) reject(toClosed())
    waiting.clear()
  })
  return (question) => {
    if (isClosed) return Promise.reject(toClosed())
    const asker = Promise.withResolvers<Answer>()
    const asked = ++count
    waiting.set(asked, asker)
    const timer = setTimeout(giveUp, patienceMs, asked).unref()
    port.postMessage({ asked, question })
    return asker.promise.finally(() => clearTimeout(timer))
  }
}

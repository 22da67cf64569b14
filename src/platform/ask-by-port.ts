import type { MessagePort } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../domain/error.ts'

type Answered<Answer> = { answered: number; answer?: Answer; error?: { code: ErrorCode; message: string } }

/**
 * Asks by a port what another thread answers with `answerInThread`, however many questions at once.
 *
 * @param name of who answers, for people
 * @returns a function that throws the AppError of the other side; `unavailable` once the port is closed
 */
export function askByPort<Question, Answer>(
  port: Pick<MessagePort, 'on' | 'postMessage'>,
  name: string,
): (question: Question) => Promise<Answer> {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>()
  let count = 0
  let isClosed = false
  const toClosed = (): AppError => new AppError('unavailable', `${name} is not at work: try again in a moment`)
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
    waiting.set(++count, asker)
    port.postMessage({ asked: count, question })
    return asker.promise
  }
}

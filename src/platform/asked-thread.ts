import { type Transferable, Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../domain/error.ts'

/** A thread that answers questions, one after the other, in the order in which they were asked. */
export type AskedThread<Question, Answer> = {
  /**
   * @throws AppError as the thread threw it; `unavailable` where it ended, or so many wait already that the answer would
   *   come too late
   */
  ask(question: Question): Promise<Answer>
  /** Tells something that has no answer; it is heard before what is asked later. */
  tell(news: unknown, handedOver?: readonly Transferable[]): void
  /** Ends it; what was not answered is refused. */
  close(): Promise<void>
}

type Options = {
  name: string
  workerData?: unknown
  /** How many may wait for an answer. */
  mostWaiting: number
  /** Told when the thread ended though nobody closed it. */
  onEnd?: (message: string) => void
}

/** What passes to the thread, and back. */
type Asked = { asked: number; question: unknown }
type Answered = { answered: number; answer?: unknown; error?: { code: ErrorCode; message: string } }
type Waiting = { resolve: (answer: never) => void; reject: (error: AppError) => void }

/** Starts a thread; its program calls `answerInThread`. */
export function startAskedThread<Question, Answer>(
  url: URL,
  { name, workerData, mostWaiting, onEnd }: Options,
): AskedThread<Question, Answer> {
  const worker = new Worker(url, { name, workerData })
  const waiting = new Map<number, Waiting>()
  let count = 0
  let isClosed = false
  const end = (message: string): void => {
    if (!isClosed) onEnd?.(message)
    isClosed = true
    for (const { reject } of waiting.values()) reject(toEnded(name))
    waiting.clear()
  }
  worker.on('message', (message: Answered) => {
    const asker = waiting.get(message.answered)
    waiting.delete(message.answered)
    if (message.error) asker?.reject(new AppError(message.error.code, message.error.message))
    else asker?.resolve(message.answer as never)
  })
  worker.on('error', (error) => end(error instanceof Error ? (error.stack ?? error.message) : String(error)))
  worker.on('exit', () => end(`the thread "${name}" ended`))
  return {
    ask(question) {
      if (isClosed) return Promise.reject(toEnded(name))
      if (waiting.size >= mostWaiting) return Promise.reject(new AppError('unavailable', `Too many wait for ${name}`))
      return new Promise<Answer>((resolve, reject) => {
        waiting.set(++count, { resolve, reject })
        worker.postMessage({ asked: count, question } satisfies Asked)
      })
    },
    tell: (news, handedOver = []) => worker.postMessage({ news }, handedOver),
    async close() {
      isClosed = true
      await worker.terminate()
    },
  }
}

/** What is thrown at whoever asks a thread that has ended. */
export function toEnded(name: string): AppError {
  return new AppError('unavailable', `${name} is not at work: try again in a moment`)
}

/** Where a thread hears: `parentPort` of `node:worker_threads`, or its stand-in in tests. */
export type ThreadPort = {
  on(event: 'message', hear: (message: Asked | { news: unknown }) => void): unknown
  postMessage(message: Answered): void
}

/**
 * Answers in a thread what `startAskedThread` asks. What is thrown goes back to whoever asked: an AppError as it is,
 * anything else as `internal`.
 */
export function answerInThread<Question, Answer>(
  port: ThreadPort | null,
  answer: (question: Question) => Answer | Promise<Answer>,
  hear: (news: unknown) => void,
): void {
  port?.on('message', (message) => {
    if ('news' in message) hear(message.news)
    else void answerOne(message).then((answered) => port.postMessage(answered))
  })
  const answerOne = async ({ asked, question }: Asked): Promise<Answered> => {
    try {
      return { answered: asked, answer: await answer(question as Question) }
    } catch (thrown) {
      return { answered: asked, error: toTold(thrown) }
    }
  }
}

function toTold(thrown: unknown): NonNullable<Answered['error']> {
  if (thrown instanceof AppError) return { code: thrown.code, message: thrown.message }
  return { code: 'internal', message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) }
}

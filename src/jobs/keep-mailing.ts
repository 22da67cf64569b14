import { MessageChannel, Worker } from 'node:worker_threads'
import type { Log } from '../domain/ports.ts'
import { answerInThread } from '../platform/asked-thread.ts'
import { keepWorking } from '../platform/working-thread.ts'
import type { Searching, SearchRequest } from '../services/search/searching.ts'

/** The thread that composes digests and sends mail, at work. */
export type MailKeeper = {
  /** Has it look at once whether there is something to do: somebody subscribed, or wants a digest now. */
  wake(): void
  /**
   * Ends it within four seconds. What was handed over by then is settled; what was not is sent by whoever starts next, and
   * of the few messages whose end was on its way nobody knows (docs/operating.md).
   */
  stop(): Promise<void>
}

/** What the thread is told besides its end. */
export const WAKE = 'wake'

/** What the thread finds in `workerData`. Its port answers a `SearchRequest` with a `SearchPage`. */
export type MailThreadData<Options> = { options: Options; searchPort: MessageChannel['port2'] }

/** A mail server that is about to answer has this long; a shutdown is to take no longer than five seconds. */
const STOP_MS = 4000

type Thread = {
  url: URL
  options: unknown
  /** The search of the thread that starts it: the index is opened once. */
  searching: Pick<Searching, 'searchPapers'>
  restartMs?: number
}

/** Has digests composed and sent in a thread of its own, until stopped. */
export function keepMailing({ url, options, searching, restartMs }: Thread, log: Log): MailKeeper {
  const start = (): Worker => {
    const { port1, port2 } = new MessageChannel()
    answerInThread(
      port1,
      (request: SearchRequest) => searching.searchPapers(request),
      () => undefined,
    )
    port1.unref() // it is the thread, and not the port, that keeps the program going
    const workerData: MailThreadData<unknown> = { options, searchPort: port2 }
    const worker = new Worker(url, { workerData, transferList: [port2], name: 'mail' })
    return worker.once('exit', () => port1.close())
  }
  const thread = keepWorking(start, { endEvent: 'mailing.ended', stopMs: STOP_MS, restartMs }, log)
  return { wake: () => thread.tell(WAKE), stop: thread.stop }
}

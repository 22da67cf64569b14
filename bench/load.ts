// A load generator on bare sockets, so that it takes as little of the machine as it can: the server is what is measured.
import { once } from 'node:events'
import { connect } from 'node:net'

/** What to ask, over and over: the paths in turn. */
export type Load = { port: number; paths: readonly string[]; headers?: Record<string, string> }

/** What came back. Latencies are in milliseconds, sorted. */
export type Answers = {
  count: number
  seconds: number
  statuses: Map<number, number>
  latenciesMs: number[]
  bytes: number
}

/** Asks on some connections as fast as answers come. */
export async function loadFully(load: Load, connections: number, seconds: number): Promise<Answers> {
  const answers = noAnswers()
  const begin = performance.now()
  const until = begin + 1000 * seconds
  let turn = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = await openClient(load)
      while (performance.now() < until) await client.ask(load.paths[turn++ % load.paths.length] ?? '/', answers)
      client.close()
    }),
  )
  return finish(answers, begin)
}

/** Asks at a steady rate, whether or not answers have come: late ones are counted from when they were due. */
export async function loadSteadily(load: Load, perSecond: number, seconds: number): Promise<Answers> {
  const answers = noAnswers()
  const idle = await Promise.all(Array.from({ length: 64 }, () => openClient(load)))
  const begin = performance.now()
  const under: Promise<void>[] = []
  for (let number = 0; number < perSecond * seconds; number++) {
    const dueMs = begin + (1000 * number) / perSecond
    while (performance.now() < dueMs) await new Promise((resolve) => setTimeout(resolve, 1))
    const client = idle.pop() ?? (await openClient(load))
    under.push(
      client.ask(load.paths[number % load.paths.length] ?? '/', answers, dueMs).then(() => void idle.push(client)),
    )
  }
  await Promise.all(under)
  for (const client of idle) client.close()
  return finish(answers, begin)
}

/** The value below which a share (0..1) of sorted numbers lies. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}

function noAnswers(): Answers {
  return { count: 0, seconds: 0, statuses: new Map(), latenciesMs: [], bytes: 0 }
}

function finish(answers: Answers, begin: number): Answers {
  answers.seconds = (performance.now() - begin) / 1000
  answers.latenciesMs.sort((a, b) => a - b)
  return answers
}

type Client = { ask(path: string, answers: Answers, sinceMs?: number): Promise<void>; close(): void }

/** Reads into one piece of memory over and over: else each answer of a page would be three new ones of 64 kB. */
async function openClient({ port, headers = {} }: Load): Promise<Client> {
  let reader = noReader
  const onread = {
    buffer: new Uint8Array(256 * 1024),
    callback: (length: number, bytes: Uint8Array) => reader.take(bytes.subarray(0, length)),
  }
  const socket = connect({ port, host: '127.0.0.1', onread }).setNoDelay(true)
  await once(socket, 'connect')
  socket.on('error', (error) => reader.fail(error))
  socket.on('close', () => reader.fail(new Error('the server closed the connection')))
  const lines = Object.entries({ Host: `localhost:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  return {
    async ask(path, answers, sinceMs = performance.now()) {
      const answer = new Promise<{ status: number; bytes: number }>((resolve, reject) => {
        reader = readAnswer(resolve, reject)
      })
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
      const { status, bytes } = await answer
      reader = noReader
      answers.latenciesMs.push(performance.now() - sinceMs)
      answers.statuses.set(status, (answers.statuses.get(status) ?? 0) + 1)
      answers.bytes += bytes
      answers.count++
    },
    close: () => socket.destroy(),
  }
}

/** Takes the bytes of an answer as they come. `take` answers whether to read on: always. */
type Reader = { take(chunk: Uint8Array): true; fail(error: Error): void }

const noReader: Reader = { take: () => true, fail: () => undefined }

/** One whole answer: its head says how long it is (a 304 has no body). */
function readAnswer(
  resolve: (answer: { status: number; bytes: number }) => void,
  reject: (error: Error) => void,
): Reader {
  let expected = -1
  let status = 0
  let bytes = 0
  let head = ''
  return {
    fail: reject,
    take(chunk) {
      bytes += chunk.length
      if (expected < 0) {
        head += Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, 4096)).toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return true
        status = Number(head.slice(9, 12))
        const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
        if (length === undefined && status !== 304) reject(new Error(`an answer without length: ${head}`))
        expected = end + 4 + Number(length ?? 0)
      }
      if (bytes >= expected) resolve({ status, bytes })
      return true
    },
  }
}

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startServer, type RunningServer } from './server.ts'
import { MOST_WAITING } from './take-turns.ts'

const HERE = { host: '127.0.0.1', port: 0 }
/** More than the buffers of both ends of a connection hold. */
const LARGE = 'x'.repeat(16 * 1024 * 1024)

/** Requests for /1, /2, … as one text: they come to the server in one piece, or in a few. */
function toPipeline(count: number): string {
  return Array.from({ length: count }, (_, index) => `GET /${index + 1} HTTP/1.1\r\nHost: a\r\n\r\n`).join('')
}

describe('requests sent on one connection without waiting for answers', () => {
  let server: RunningServer
  let asked: string[]
  let answer: (path: string) => Response | Promise<Response>
  let sockets: Socket[]

  beforeEach(async () => {
    ;[asked, sockets] = [[], []]
    server = await startServer((request) => {
      const path = new URL(request.url).pathname
      asked.push(path)
      return answer(path)
    }, HERE)
  })

  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    await server.close(0)
  })

  async function open(): Promise<Socket> {
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => undefined)
    sockets.push(socket)
    await once(socket, 'connect')
    return socket
  }

  /** All that comes until `isWhole`. */
  async function read(socket: Socket, isWhole: (text: string) => boolean): Promise<string> {
    let text = ''
    for await (const part of socket) {
      text += String(part)
      if (isWhole(text)) break
    }
    return text
  }

  test('are answered in their order, each with its own answer', async () => {
    answer = async (path) => {
      await new Promise(setImmediate)
      return new Response(`<${path}>`)
    }
    const socket = await open()

    socket.write(toPipeline(MOST_WAITING))
    const text = await read(socket, (sofar) => sofar.includes(`</${MOST_WAITING}>`))

    const answered = [...text.matchAll(/<(\/\d+)>/g)].map((match) => match[1])
    expect(answered).toEqual(Array.from({ length: MOST_WAITING }, (_, index) => `/${index + 1}`))
  })

  test('wait until the answer before them has left, so that who does not read gets no second one', async () => {
    answer = () => new Response(LARGE)
    const [lazy, eager] = [await open(), await open()]

    lazy.write(toPipeline(MOST_WAITING))
    eager.write('GET /other HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    await read(eager, () => false)

    expect(asked.toSorted()).toEqual(['/1', '/other'])
  })

  test('begin one answer and lose their connection when they are more than may wait', async () => {
    answer = () => new Response(LARGE)
    const socket = await open()

    socket.write(toPipeline(900))
    await once(socket.resume(), 'close')

    expect(asked.length).toBeLessThanOrEqual(1)
  })

  test('are dropped with their connection', async () => {
    let release = (): void => undefined
    answer = (path) => new Promise((resolve) => (release = () => resolve(new Response(path))))
    const socket = await open()
    socket.write(toPipeline(3))
    await expect.poll(() => asked).toEqual(['/1'])

    socket.destroy()
    await once(socket, 'close')
    release()
    answer = () => new Response('x')
    const other = await open()
    other.write('GET /other HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    await read(other, () => false)

    expect(asked).toEqual(['/1', '/other'])
  })
})

test('an HTTP/1.0 request without a host is answered as any other', async () => {
  const server = await startServer((request) => new Response(new URL(request.url).pathname), HERE)
  const socket = connect(server.port, '127.0.0.1')

  socket.write('GET /here HTTP/1.0\r\n\r\n')
  let text = ''
  for await (const part of socket) text += String(part)

  expect(text).toMatch(/^HTTP\/1\.1 200 /)
  expect(text).toMatch(/\/here$/)
  await server.close(0)
})

import { once } from 'node:events'
import { get } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startServer } from './server.ts'

const HERE = { host: '127.0.0.1', port: 0 }
/** Longer than a test may take: whoever waits for it has failed. */
const FOR_EVER_MS = 600_000

/** A server whose answer is kept back until `release`; `asked` settles when somebody waits for it. */
async function startSlowServer() {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  let tell = (): void => undefined
  const asked = new Promise<void>((resolve) => (tell = resolve))
  const server = await startServer(async () => {
    tell()
    await released
    return new Response('whole')
  }, HERE)
  return { server, release, asked }
}

function ask(port: number): Promise<{ text: string; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1', headers: { Connection: 'keep-alive' } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () => resolve({ text, connection: response.headers.connection }))
    })
    request.on('error', reject)
  })
}

describe('a server that is closed', () => {
  test('does not wait for connections that nobody has asked anything on', async () => {
    const server = await startServer(() => new Response('x'), HERE)
    const silent = connect(server.port, '127.0.0.1')
    await once(silent, 'connect')
    await ask(server.port) // by then the server knows of the connection before

    await server.close(FOR_EVER_MS)

    expect(await once(silent, 'close')).toBeDefined()
  })

  test('gives the answer under way whole, and says with it that no other will follow', async () => {
    const { server, release, asked } = await startSlowServer()
    const answer = ask(server.port)
    await asked

    const closed = server.close(FOR_EVER_MS)
    release()
    await closed

    expect(await answer).toEqual({ text: 'whole', connection: 'close' })
  })

  test('cuts off what does not end within its grace', async () => {
    const { server, asked } = await startSlowServer()
    const failure = ask(server.port).catch((error: Error) => error.message)
    await asked

    await server.close(10)

    expect(await failure).toMatch(/socket hang up|ECONNRESET/)
  })

  test('takes no further connection', async () => {
    const server = await startServer(() => new Response('x'), HERE)
    await server.close(FOR_EVER_MS)

    await expect(ask(server.port)).rejects.toThrow(/ECONNREFUSED/)
  })
})

test('beyond the most connections a further one is closed', async () => {
  const server = await startServer(() => new Response('x'), { ...HERE, maxConnections: 1 })
  const first = connect(server.port, '127.0.0.1')
  await once(first, 'connect')

  const second = connect(server.port, '127.0.0.1')
  second.on('error', () => undefined)
  await once(second, 'close')

  expect(first.destroyed).toBe(false)
  first.destroy()
  await server.close(10)
})

describe('a request that is too long to be read', () => {
  test.each([20_000, 60_000, 400_000])(
    'of %d bytes is told how long it may be, as the API tells faults',
    async (size) => {
      const server = await startServer(() => new Response('x'), HERE)

      const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/search?q=${'owl+'.repeat(size / 4)}`)

      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([400, 'application/problem+json'])
      expect(await answer.json()).toMatchObject({
        ...{ type: 'about:blank', title: 'invalid', status: 400, instance: '/api/v1/search' },
        detail: expect.stringMatching(/16 kB together.*1,000 characters$/) as string,
      })
      await server.close(0)
    },
  )

  test('does not stand in the middle of the answer before it', async () => {
    const { server, release, asked } = await startSlowServer()
    const socket = connect(server.port, '127.0.0.1')
    let text = ''
    socket.on('data', (part) => (text += String(part))).on('error', () => undefined)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await asked

    socket.write(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)
    await once(socket, 'close')
    release()

    expect(text).toBe('')
    await server.close(0)
  })
})

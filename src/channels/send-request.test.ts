import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startRawServer, startWireServer } from '../../test/support/wire-server.ts'
import type { DeliveryError } from '../domain/delivery-error.ts'
import type { Pause } from '../domain/ports.ts'
import type { Network } from '../domain/network.ts'
import { createSender } from './send-request.ts'

const LOOPBACK: Network[] = [{ address: '127.0.0.0', prefix: 8 }]
const NEVER = new AbortController().signal
const NOW = Date.parse('2026-11-21T07:00:00Z')

function aSender(networks = LOOPBACK, timer?: Pause) {
  return createSender({ clock: () => NOW, userAgent: 'Broadsheet (a test)', networks, ...(timer && { timer }) })
}

/** Notes when it was called, and takes a while as a database does. */
function aHandOver() {
  const calls: string[] = []
  return { calls, onHandOver: () => wait(5).then(() => void calls.push('handed over')) }
}

async function toError(sending: Promise<unknown>): Promise<DeliveryError> {
  return sending.then(
    () => Promise.reject(new Error('it was sent')),
    (error: DeliveryError) => error,
  )
}

describe('sending to a service', () => {
  test('gives the body to who listens, and nothing before the handing over is noted', async () => {
    const { calls, onHandOver } = aHandOver()
    const server = await startWireServer((_request, response) => {
      calls.push('asked')
      response.end('fine')
    })

    const answer = await aSender()({ url: new URL(`${server.url}/hook`), body: '{"a":1}' }, onHandOver, NEVER)

    expect(calls).toEqual(['handed over', 'asked'])
    expect(answer).toMatchObject({ status: 200, text: 'fine', host: new URL(server.url).host })
    expect(server.asked[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    })
  })

  test('does not follow a redirect, and tells it as it came', async () => {
    const server = await startWireServer((_request, response) => {
      response.writeHead(302, { Location: '/elsewhere' }).end()
    })

    const answer = await aSender()({ url: new URL(server.url), body: '{}' }, aHandOver().onHandOver, NEVER)

    expect(answer.status).toBe(302)
    expect(server.asked).toHaveLength(1)
  })

  test.each([
    ['as it is written', 'http://127.0.0.1:9'],
    ['behind a name', 'http://localhost:9'],
    ['of a cloud', 'http://169.254.169.254/latest/meta-data'],
    ['in another form', 'http://[::ffff:127.0.0.1]:9'],
  ])('reaches no private address that nobody allowed: %s', async (_name, url) => {
    const { calls, onHandOver } = aHandOver()

    const error = await toError(aSender([])({ url: new URL(url), body: '{}' }, onHandOver, NEVER))

    expect(error.outcome).toBe('refused')
    expect(error.message).toContain('is no public address')
    expect(calls).toEqual([])
  })

  test('is postponed where nobody listens, and nothing was handed over', async () => {
    const { calls, onHandOver } = aHandOver()

    const error = await toError(aSender()({ url: new URL('http://127.0.0.1:9'), body: '{}' }, onHandOver, NEVER))

    expect(error).toMatchObject({ outcome: 'postponed', isChannelDown: false })
    expect(error.message).toContain('ECONNREFUSED')
    expect(calls).toEqual([])
  })

  test('holds it against the whole channel where its only server is not there', async () => {
    const request = { url: new URL('http://127.0.0.1:9'), body: '{}', isOnlyServer: true }

    const error = await toError(aSender()(request, aHandOver().onHandOver, NEVER))

    expect(error).toMatchObject({ outcome: 'postponed', isChannelDown: true })
  })

  test.each([
    ['unknown', false],
    ['postponed', true],
  ])('is %s where the server hangs up after it has the message', async (outcome, isRepeatable) => {
    const server = await startRawServer((socket) => socket.destroy())
    const { calls, onHandOver } = aHandOver()

    const error = await toError(aSender()({ url: new URL(server.url), body: '{}', isRepeatable }, onHandOver, NEVER))

    expect(error.outcome).toBe(outcome)
    expect(calls).toEqual(isRepeatable ? [] : ['handed over'])
  })

  test('is unknown where no answer comes in time', async () => {
    const server = await startRawServer(() => undefined)
    const { promise: late, resolve: beLate } = Promise.withResolvers<void>()
    const onHandOver = (): Promise<void> => {
      setImmediate(beLate)
      return Promise.resolve()
    }

    const sending = aSender(LOOPBACK, () => late)({ url: new URL(server.url), body: '{}' }, onHandOver, NEVER)
    const error = await toError(sending)

    expect(error.outcome).toBe('unknown')
    expect(error.message).toContain('did not answer within 30 s')
  })

  test('counts a message as taken whose answer breaks off behind its head', async () => {
    const server = await startRawServer((socket) => {
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nha')
    })

    const answer = await aSender()({ url: new URL(server.url), body: '{}' }, aHandOver().onHandOver, NEVER)

    expect(answer.status).toBe(200)
  })

  test('sends nothing once it was given up, and says why', async () => {
    const given = new AbortController()
    given.abort(new Error('the server ends'))

    const sending = aSender()({ url: new URL('http://127.0.0.1:9'), body: '{}' }, aHandOver().onHandOver, given.signal)

    await expect(sending).rejects.toThrow('the server ends')
  })

  test('given up while it waits for the answer, it takes one that comes soon', async () => {
    const given = new AbortController()
    const server = await startWireServer((_request, response) => {
      given.abort(new Error('the server ends'))
      setTimeout(() => response.end('late, but there'), 20)
    })

    const answer = await aSender()({ url: new URL(server.url), body: '{}' }, aHandOver().onHandOver, given.signal)

    expect(answer.text).toBe('late, but there')
  })

  test('given up while it waits for an answer that does not come, it is unknown', async () => {
    const given = new AbortController()
    const server = await startRawServer(() => given.abort(new Error('the server ends')))
    const onlyGrace = (ms: number): Promise<void> => (ms === 2000 ? Promise.resolve() : new Promise(() => undefined))

    const sending = aSender(LOOPBACK, onlyGrace)(
      { url: new URL(server.url), body: '{}' },
      aHandOver().onHandOver,
      given.signal,
    )

    expect(await toError(sending)).toMatchObject({ outcome: 'unknown' })
  })

  test('given up while the handing over is noted, nothing goes out, and that is certain', async () => {
    const given = new AbortController()
    const server = await startWireServer((_request, response) => void response.end())
    const onHandOver = (): Promise<void> => wait(5).then(() => given.abort(new Error('the server ends')))

    const error = await toError(aSender()({ url: new URL(server.url), body: '{}' }, onHandOver, given.signal))

    expect(error).toMatchObject({ outcome: 'postponed' })
    expect(server.asked).toEqual([])
  })

  test('sends nothing where the handing over could not be noted', async () => {
    const server = await startWireServer((_request, response) => void response.end())
    const refuse = (): Promise<void> => Promise.reject(new Error('the database is gone'))

    const sending = aSender()({ url: new URL(server.url), body: '{}' }, refuse, NEVER)

    await expect(sending).rejects.toThrow('the database is gone')
    expect(server.asked).toEqual([])
  })

  test('shows nothing of an address, a header or another secret that the answer repeats', async () => {
    const server = await startWireServer((request, response) => {
      response.writeHead(404).end(`${request.url} ${request.headers.authorization} topic-name`)
    })
    const url = new URL(`${server.url}/hooks/AbCdEf123?sig=sigsigsig`)
    const request = { url, headers: { authorization: 'Bearer tokentoken' }, body: '{}', secrets: ['topic-name'] }

    const { text } = await aSender()(request, aHandOver().onHandOver, NEVER)

    expect(text).toBe('/hooks/***?sig=*** *** *** ***')
  })
})

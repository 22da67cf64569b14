import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Network } from '../../domain/network.ts'
import { clientAddress } from '../client-address.ts'
import { identifyRequest } from './identify-request.ts'

const OURS = [{ address: '10.0.0.0', prefix: 8 }]

function ask(proxies: Network[], peer: string, headers: Record<string, string>) {
  const events: string[] = []
  const app = new Hono().use(identifyRequest(proxies, (event) => void events.push(event)))
  app.get('/', (c) => c.text(clientAddress(c)))
  const env = { incoming: { socket: { remoteAddress: peer } }, outgoing: {} }
  return { events, answers: (times: number) => Array.from({ length: times }, () => app.request('/', { headers }, env)) }
}

describe('a request', () => {
  test('gets an id of its own', async () => {
    const { answers } = ask([], '192.0.2.1', {})

    const ids = (await Promise.all(answers(2))).map((answer) => answer.headers.get('X-Request-Id'))

    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each([
    ['keeps the id that a trusted proxy gave', '10.0.0.1', 'edge-1:42.a', true],
    ['gets another where a stranger gave one', '192.0.2.1', 'edge-1:42.a', false],
    ['gets another where the given one would break a line of the log', '10.0.0.1', 'a b', false],
    ['gets another where the given one is too long', '10.0.0.1', 'a'.repeat(129), false],
  ])('%s', async (_promise, peer, given, isKept) => {
    const [answer] = await Promise.all(ask(OURS, peer, { 'X-Request-Id': given }).answers(1))

    expect(answer?.headers.get('X-Request-Id') === given).toBe(isKept)
  })

  test('comes from whom a trusted proxy names, and from a stranger itself', async () => {
    const headers = { 'X-Forwarded-For': '198.51.100.5' }

    const [proxied] = await Promise.all(ask(OURS, '10.0.0.1', headers).answers(1))
    const [forged] = await Promise.all(ask(OURS, '192.0.2.1', headers).answers(1))

    expect(await proxied?.text()).toBe('198.51.100.5')
    expect(await forged?.text()).toBe('192.0.2.1')
  })

  test('through a proxy that is not trusted is told of in the log, once', async () => {
    const headers = { 'X-Forwarded-For': '198.51.100.5' }
    const untrusting = ask([], '127.0.0.1', headers)
    const trusting = ask(OURS, '10.0.0.1', headers)

    await Promise.all([...untrusting.answers(3), ...trusting.answers(3)])

    expect(untrusting.events).toEqual(['proxy.distrusted'])
    expect(trusting.events).toEqual([])
  })
})

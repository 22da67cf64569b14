import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { AGENT, NOW, askWith, hostOf, toTrouble } from '../../../test/support/ask-wire.ts'
import { startRawServer, startWireServer } from '../../../test/support/wire-server.ts'
import type { Pace } from '../../domain/ports.ts'
import { RestError } from '../../domain/upstream-error.ts'
import { createOwnPace } from './own-pace.ts'

const ask = askWith()

describe('an answer', () => {
  test('comes with its bytes unpacked, its type, its instant, its validators and where it came from', async () => {
    const server = await startWireServer((_, response) => {
      response.writeHead(200, {
        'Content-Type': 'Text/XML; charset=UTF-8',
        'Content-Encoding': 'gzip',
        ETag: '"a1"',
        'Last-Modified': 'Fri, 20 Nov 2026 05:00:00 GMT',
      })
      response.end(gzipSync('<owls/>'))
    })

    const answer = await ask({ url: `${server.url}/rss?of=owls` })

    expect(answer).toMatchObject({
      status: 200,
      bytes: Buffer.from('<owls/>'),
      type: 'text/xml; charset=utf-8',
      at: NOW,
      validator: { etag: '"a1"', lastModified: 'Fri, 20 Nov 2026 05:00:00 GMT' },
      url: `${server.url}/rss?of=owls`,
    })
  })

  test('is asked for by name, packed, and by one connection at a time that is closed behind it', async () => {
    const server = await startWireServer((_, response) => response.end('owls'))

    await ask({ url: server.url, headers: { Accept: 'text/xml' } })
    await ask({ url: server.url })

    expect(server.asked.map(({ method, headers }) => ({ method, ...headers }))).toMatchObject([
      { method: 'GET', 'user-agent': AGENT, 'accept-encoding': 'gzip', accept: 'text/xml', connection: 'close' },
      { method: 'GET', 'user-agent': AGENT, 'accept-encoding': 'gzip', accept: '*/*', connection: 'close' },
    ])
    expect(server.connections).toEqual({ opened: 2, mostOpen: 1 })
  })

  test('is 304 where nothing changed since the validator that was shown', async () => {
    const server = await startWireServer((_, response) => response.writeHead(304).end())
    const validator = { etag: 'W/"a1"', lastModified: 'Fri, 20 Nov 2026 05:00:00 GMT' }

    const answer = await ask({ url: server.url, validator })

    expect(answer).toEqual({ status: 304, at: NOW })
    expect(server.asked[0]?.headers).toMatchObject({
      'if-none-match': 'W/"a1"',
      'if-modified-since': 'Fri, 20 Nov 2026 05:00:00 GMT',
    })
  })

  test('to a question with a body is asked for by POST, in JSON', async () => {
    let body = ''
    const server = await startWireServer((request, response) => {
      request.setEncoding('utf8').on('data', (part: string) => (body += part))
      request.on('end', () => response.end('[]'))
    })

    await ask({ url: server.url, body: { ids: ['arXiv:2609.28766', 'ü'] } })

    expect(server.asked[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } })
    expect(body).toBe('{"ids":["arXiv:2609.28766","ü"]}')
  })

  test.each([200, 202, 204])('to a form is asked for by POST, and may be empty: %i', async (status) => {
    let body = ''
    const server = await startWireServer((request, response) => {
      request.setEncoding('utf8').on('data', (part: string) => (body += part))
      request.on('end', () => response.writeHead(status).end())
    })

    const form = { 'hub.mode': 'publish', 'hub.url': 'https://broadsheet.example/feeds/papers.atom?votes=1' }
    const answer = await ask({ url: server.url, form })

    expect(answer).toMatchObject({ status: 200, bytes: Buffer.alloc(0) })
    expect(server.asked[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(body).toBe('hub.mode=publish&hub.url=https%3A%2F%2Fbroadsheet.example%2Ffeeds%2Fpapers.atom%3Fvotes%3D1')
  })

  test('to a form that is refused is a refusal', async () => {
    const server = await startWireServer((_, response) => response.writeHead(400).end('no such topic'))

    expect(await toTrouble(ask({ url: server.url, form: { 'hub.mode': 'publish' } }))).toMatchObject({
      trouble: 'refused',
    })
  })

  test('that is a page instead of XML is told by its type alone', async () => {
    const server = await startWireServer((_, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><p>Welcome'),
    )

    expect(await ask({ url: server.url })).toMatchObject({ status: 200, type: 'text/html' })
  })
})

describe('pace', () => {
  test('is kept by every request, also those that a redirect leads to, from the end of one to the beginning of the next', async () => {
    let now = NOW
    const times: string[] = []
    const pace = createOwnPace({ clock: () => now, pause: (ms) => Promise.resolve(void (now += ms)) })
    const server = await startWireServer(({ url }, response) => {
      times.push(`begin ${url} ${now - NOW}`)
      now += 40
      response.writeHead(url === '/a' ? 302 : 200, { Location: '/b' }).write('half')
      setImmediate(() => {
        now += 500
        times.push(`end ${url} ${now - NOW}`)
        response.end('whole')
      })
    })
    const groups = [{ name: 'arxiv', hosts: [hostOf(server)], gapMs: 3000 }]
    const asking = askWith({ pace, clock: () => now, groups })

    await Promise.all([asking({ url: `${server.url}/b` }), asking({ url: `${server.url}/b` })])
    await asking({ url: `${server.url}/b` })

    expect(times).toEqual([
      ...['begin /b 0', 'end /b 540', 'begin /b 3540', 'end /b 4080', 'begin /b 7080', 'end /b 7620'],
    ])
    expect(server.connections.mostOpen).toBe(1)
  })

  test('is not lost by failures: a turn is given back whatever comes of it', async () => {
    const taken: string[] = []
    const pace: Pace = {
      take: (group, gapMs, mostMs) => {
        taken.push(`take ${group.replace(/\d+$/, 'PORT')} ${gapMs} ${mostMs}`)
        return Promise.resolve(() => Promise.resolve(void taken.push('back')))
      },
    }
    const server = await startRawServer((socket) => socket.end('nonsense'))

    await toTrouble(askWith({ pace })({ url: server.url, timeoutMs: 5000 }))

    expect(taken).toEqual(['take 127.0.0.1:PORT 1000 20000', 'back'])
  })
})

test('what is no address of the web is not asked', async () => {
  expect(await toTrouble(ask({ url: 'file:///etc/passwd' }))).toMatchObject({ trouble: 'refused' })
  expect(await toTrouble(ask({ url: 'owls' }))).toMatchObject({ trouble: 'refused' })
})

describe('a rest', () => {
  const REST_END = NOW + 60_000

  /** A pace whose turns are long in coming. */
  function aSlowPace(time: { now: number }, waitMs: number) {
    const given: number[] = []
    const pace: Pace = {
      take() {
        time.now += waitMs
        return Promise.resolve(async () => void given.push(time.now))
      },
    }
    return { pace, given }
  }

  test.each([
    ['began while the turn was waited for', 30_000, 0],
    ['is over when the turn comes', 90_000, 1],
  ])('that %s is kept, and the turn is given to the next', async (_, waitMs, asked) => {
    const time = { now: NOW }
    const server = await startWireServer((_request, response) => response.end('owls'))
    const { pace, given } = aSlowPace(time, waitMs)
    const restsUntil = (now: number): number | undefined => (now > NOW && now < REST_END ? REST_END : undefined)
    const askSlowly = askWith({ pace, clock: () => time.now })

    const answer = await askSlowly({ url: server.url, restsUntil }).catch((error: unknown) => error)

    expect(server.asked).toHaveLength(asked)
    expect(given).toEqual([NOW + waitMs])
    expect(answer instanceof RestError ? answer.until : 'answered').toBe(asked === 0 ? REST_END : 'answered')
  })
})

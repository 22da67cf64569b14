import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askWith, hostOf, toTrouble } from '../../../test/support/ask-wire.ts'
import { startRawServer, startWireServer } from '../../../test/support/wire-server.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'

const ask = askWith()

describe('an answer that cannot be read is broken', () => {
  test.each([
    ['an empty one', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', 'answered nothing at all'],
    [
      'one that is not HTTP',
      'SSH-2.0-OpenSSH_9.9\r\n\r\n',
      'answered something that is not HTTP (HPE_INVALID_CONSTANT)',
    ],
    [
      'one that is not packed as it says',
      'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nowls',
      'sent a packed answer that is damaged',
    ],
    [
      'one packed otherwise',
      'HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 4\r\n\r\nowls',
      'answered in a packing that was not asked for (br)',
    ],
  ])('%s', async (_, sent, says) => {
    const server = await startRawServer((socket) => socket.end(sent))

    expect(await toTrouble(ask({ url: server.url }))).toEqual({
      trouble: 'broken',
      message: `${hostOf(server)} ${says}.`,
    })
  })

  test('one with a head without end', async () => {
    const server = await startRawServer((socket) => socket.write(`HTTP/1.1 200 OK\r\n${'X: owls\r\n'.repeat(10_000)}`))

    expect(await toTrouble(ask({ url: server.url }))).toEqual({
      trouble: 'broken',
      message: `${hostOf(server)} answered something that is not HTTP (HPE_HEADER_OVERFLOW).`,
    })
  })

  test('any other, however it is mangled, is an answer or a trouble with a name, and nothing is left open', async () => {
    const body = gzipSync('<owls>of the night</owls>'.repeat(20))
    const sound = Buffer.concat([
      Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n'),
      Buffer.from(`${body.length.toString(16)}\r\n`),
      body,
      Buffer.from('\r\n0\r\n\r\n'),
    ])
    const mangle = fc.array(fc.record({ at: fc.nat(sound.length - 1), byte: fc.nat(255) }), {
      minLength: 1,
      maxLength: 4,
    })
    let sent: Buffer
    const server = await startRawServer((socket) => socket.end(sent))

    await fc.assert(
      fc.asyncProperty(mangle, async (changes) => {
        sent = Buffer.from(sound)
        for (const { at, byte } of changes) sent[at] = byte

        const result = await ask({ url: server.url }).catch((error: unknown) => error)

        expect(result instanceof UpstreamError || 'status' in (result as object)).toBe(true)
      }),
      { numRuns: 150, seed: 7 },
    )
    expect(server.connections.mostOpen).toBeLessThanOrEqual(2)
  })

  test('one whose packing is damaged in the middle', async () => {
    const packed = gzipSync(Array.from({ length: 20_000 }, (_, n) => `owl ${n * n} `).join(''))
    packed.fill(0xff, packed.length >> 1, (packed.length >> 1) + 64)
    const server = await startWireServer((_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(packed),
    )

    expect(await toTrouble(ask({ url: server.url }))).toMatchObject({
      trouble: 'broken',
      message: expect.stringContaining('damaged') as string,
    })
  })
})

describe('memory', () => {
  test.each(['plain', 'packed'])('an answer without end, %s, is left at its limit', async (form) => {
    const zeros = Buffer.alloc(1 << 20)
    // Members of gzip one behind the other are one file (RFC 1952, section 2.2).
    const part = form === 'packed' ? gzipSync(zeros) : zeros
    let sentBytes = 0
    const server = await startWireServer((_, response) => {
      response.writeHead(200, form === 'packed' ? { 'Content-Encoding': 'gzip' } : {})
      const send = (): void => {
        do sentBytes += zeros.length
        while (!response.destroyed && response.write(part))
      }
      response.on('drain', send)
      send()
    })
    const before = process.memoryUsage().arrayBuffers
    let most = 0
    const look = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers)), 1)

    const told = await toTrouble(ask({ url: server.url, mostBytes: 2_000_000 }))
    clearInterval(look)

    expect(told).toEqual({ trouble: 'refused', message: `${hostOf(server)} answered more than 2 MB.` })
    expect(most - before).toBeLessThan(16 << 20)
    expect(sentBytes).toBeGreaterThan(2_000_000)
  })

  test('one that says how long it is, and is too long, is not read at all, nor waited for', async () => {
    const closed = Promise.withResolvers<void>()
    const server = await startWireServer((_, response) => {
      response.on('close', () => closed.resolve())
      response.writeHead(200, { 'Content-Length': 5_000_000 }).flushHeaders()
    })

    expect(await toTrouble(ask({ url: server.url }))).toMatchObject({ trouble: 'refused' })
    await closed.promise
  })

  test('what comes beside a redirect is not read either', async () => {
    let closed = 0
    const server = await startWireServer(({ url = '' }, response) => {
      response.on('close', () => closed++)
      if (url === '/to') response.end('owls')
      else response.writeHead(302, { Location: '/to', 'Content-Length': 5_000_000 }).write('owls')
    })

    expect(await ask({ url: `${server.url}/from` })).toMatchObject({ bytes: Buffer.from('owls') })
    await expect.poll(() => closed).toBe(2)
  })
})

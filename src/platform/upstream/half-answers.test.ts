import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { askWith, hostOf, toTrouble } from '../../../test/support/ask-wire.ts'
import { startRawServer, startWireServer } from '../../../test/support/wire-server.ts'

const ask = askWith()

describe('half an answer is no answer', () => {
  const whole = gzipSync('owl '.repeat(50_000), { level: 0 })
  test.each([
    [
      'one shorter than its Content-Length',
      'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nowls',
      'broke off in the middle of its answer',
    ],
    [
      'one without its last chunk',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nowls\r\n',
      'broke off in the middle of its answer',
    ],
    ['a head without its end', 'HTTP/1.1 200 OK\r\nContent-Le', 'cannot be reached (ECONNRESET)'],
    ['no byte at all', '', 'cannot be reached (ECONNRESET)'],
  ])('%s', async (_, sent, says) => {
    const server = await startRawServer((socket) => socket.end(sent))

    const told = await toTrouble(ask({ url: server.url }))

    expect(told).toEqual({ trouble: 'silent', message: `${hostOf(server)} ${says}.` })
  })

  test('a packed one that ends too early, even where the answer itself is whole', async () => {
    const server = await startWireServer((_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(whole.subarray(0, whole.length >> 1)),
    )

    expect(await toTrouble(ask({ url: server.url }))).toEqual({
      trouble: 'silent',
      message: `${hostOf(server)} sent only the beginning of its answer.`,
    })
  })

  test('one whose connection is reset in the middle', async () => {
    const server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nowls', () => socket.resetAndDestroy())
    })

    expect(await toTrouble(ask({ url: server.url }))).toMatchObject({ trouble: 'silent' })
  })

  const packed = gzipSync('<owls>of the night</owls>')
  const chunk = Buffer.concat([Buffer.from(`${packed.length.toString(16)}\r\n`), packed, Buffer.from('\r\n0\r\n\r\n')])
  test.each([
    ['with its length', `Content-Length: ${packed.length}`, packed],
    ['in chunks', 'Transfer-Encoding: chunked', chunk],
    ['that ends with its connection', 'Connection: close', packed],
  ])('a packed one %s, cut off anywhere', async (_, header, body) => {
    const whole = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n${header}\r\n\r\n`), body])
    let length = 0
    const server = await startRawServer((socket) => socket.end(whole.subarray(0, length)))

    const told: unknown[] = []
    for (; length < whole.length; length++) told.push((await toTrouble(ask({ url: server.url }))).trouble)
    const answer = await ask({ url: server.url })

    expect(new Set(told)).toEqual(new Set(['silent']))
    expect(answer).toMatchObject({ bytes: Buffer.from('<owls>of the night</owls>') })
  })

  test('a server that is not there', async () => {
    // Port 1 is nobody's; a port that was just freed may be taken again.
    expect(await toTrouble(ask({ url: 'http://127.0.0.1:1/oai' }))).toEqual({
      trouble: 'silent',
      message: '127.0.0.1:1 cannot be reached (ECONNREFUSED).',
    })
  })

  test('one that does not speak TLS where it should', async () => {
    const server = await startWireServer((_, response) => response.end('owls'))

    const told = await toTrouble(ask({ url: server.url.replace('http:', 'https:') }))

    expect(told).toEqual({ trouble: 'silent', message: `${hostOf(server)} cannot be reached (EPROTO).` })
  })
})

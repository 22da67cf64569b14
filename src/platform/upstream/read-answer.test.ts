import { describe, expect, test } from 'vitest'
import { NOW, askWith, hostOf, toTrouble } from '../../../test/support/ask-wire.ts'
import { startWireServer } from '../../../test/support/wire-server.ts'

const ask = askWith()

describe('a refusal', () => {
  test.each([
    [429, { 'Retry-After': '120' }, NOW + 120_000],
    [503, { 'Retry-After': 'Fri, 20 Nov 2026 12:10:00 GMT' }, NOW + 600_000],
    [429, { 'Retry-After': '31536000' }, NOW + 86_400_000],
    [429, {}, undefined],
    [503, { 'Retry-After': 'soon' }, undefined],
    [403, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(NOW / 1000 + 900) }, NOW + 900_000],
  ])('with %i and %o means that it is busy', async (status, headers, until) => {
    const server = await startWireServer((_, response) => response.writeHead(status, headers).end('Rate exceeded.'))

    expect(await toTrouble(ask({ url: server.url }))).toEqual({
      trouble: 'busy',
      message: `${hostOf(server)} asks to be left alone (${status}: Rate exceeded).`,
      ...(until !== undefined && { until }),
    })
  })

  test.each([
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [202, 'silent'],
    [408, 'silent'],
    [500, 'silent'],
    [502, 'silent'],
    [504, 'silent'],
    [204, 'broken'],
    [206, 'broken'],
    [300, 'broken'],
    [304, 'broken'],
  ])('with %i means %s', async (status, trouble) => {
    const server = await startWireServer((_, response) => response.writeHead(status).end())

    expect(await toTrouble(ask({ url: server.url }))).toMatchObject({ trouble })
  })

  test('is told with what the server says, but not the key and the address that it repeats', async () => {
    const server = await startWireServer((request, response) => {
      const told = `no such key ${request.headers['x-api-key'] as string} or ${request.headers.authorization}, ${request.url}`
      response.writeHead(401, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error: { message: told } }))
    })
    const headers = { 'x-api-key': 'abcdef-123456', Authorization: 'Bearer s3cret-token' }

    const { message } = await toTrouble(ask({ url: `${server.url}/works?api_key=ffff-eeee&of=owls`, headers }))

    expect(message).toBe(`${hostOf(server)} answered 401: no such key *** or *** ***, /works?api_key=***&of=owls.`)
  })

  test('by a page is told as a page, and by XML as its words', async () => {
    const server = await startWireServer(({ url }, response) =>
      response
        .writeHead(400)
        .end(url === '/page' ? '<!DOCTYPE html><p>No' : '<feed>\n<title>Error</title><summary>bad id</summary></feed>'),
    )

    expect(await toTrouble(ask({ url: `${server.url}/page` }))).toMatchObject({
      message: `${hostOf(server)} answered 400: a web page.`,
    })
    expect(await toTrouble(ask({ url: `${server.url}/xml` }))).toMatchObject({
      message: `${hostOf(server)} answered 400: Error bad id.`,
    })
  })
})

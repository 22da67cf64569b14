import { describe, expect, test } from 'vitest'
import { AGENT, askWith, hostOf, toTrouble } from '../../../test/support/ask-wire.ts'
import { type WireServer, startWireServer } from '../../../test/support/wire-server.ts'

const ask = askWith()

describe('a redirect', () => {
  async function startLeading(to: (path: string) => string | undefined, status = 302): Promise<WireServer> {
    return startWireServer(({ url = '' }, response) => {
      const location = to(url)
      if (location === undefined) response.end(`here: ${url}`)
      else response.writeHead(status, { Location: location }).end()
    })
  }

  test.each([301, 302, 303, 307, 308])('with %i is followed on the same server, private or not', async (status) => {
    const server = await startLeading((path) => (path === '/oai2?a=1' ? '/oai?a=1' : undefined), status)

    const answer = await ask({ url: `${server.url}/oai2?a=1` })

    expect(answer).toMatchObject({ bytes: Buffer.from('here: /oai?a=1'), url: `${server.url}/oai?a=1` })
  })

  test('is followed three times, and no fourth time', async () => {
    const server = await startLeading((path) => (path === '/3' ? undefined : `/${Number(path.slice(1)) + 1}`))

    expect(await ask({ url: `${server.url}/0` })).toMatchObject({ url: `${server.url}/3` })
    expect(await toTrouble(ask({ url: `${server.url}/-1` }))).toEqual({
      trouble: 'broken',
      message: `${hostOf(server)} leads from one address to another without end.`,
    })
  })

  test.each([
    ['http://127.0.0.1:1/'],
    ['http://localhost:1/'],
    ['http://[::1]:1/'],
    ['http://[::ffff:127.0.0.1]:1/'],
    ['http://0x7f.1:1/'],
    ['http://2130706433:1/'],
    ['http://169.254.169.254/latest/meta-data/'],
    ['http://10.1.2.3/'],
    ['http://100.64.0.1/'],
    ['//127.0.0.1:1/'],
  ])('to %s is not followed', async (location) => {
    const server = await startLeading(() => location)

    const told = await toTrouble(ask({ url: server.url }))

    expect(told).toEqual({
      trouble: 'broken',
      message: expect.stringMatching(
        /^An upstream leads to .+, which is no public address: it is not followed\.$/,
      ) as string,
    })
  })

  test.each([
    [undefined, 'leads elsewhere without saying where'],
    ['http://', 'leads elsewhere without saying where'],
    ['file:///etc/passwd', 'leads to something that is no web address'],
    ['gopher://example.org/', 'leads to something that is no web address'],
  ])('to %s is not followed either', async (location, says) => {
    const server = await startWireServer((_, response) =>
      response.writeHead(302, location === undefined ? {} : { Location: location }).end(),
    )

    expect(await toTrouble(ask({ url: server.url }))).toEqual({
      trouble: 'broken',
      message: `${hostOf(server)} ${says}.`,
    })
  })

  test('to another server takes neither key nor password with it, nor gives them back on the way home', async () => {
    const home = await startLeading((path) => (path === '/a' ? `${away.url}/b` : undefined))
    const away = await startLeading((path) =>
      path === '/b' ? `${home.url.replace('//', '//who:ever@')}/c` : undefined,
    )
    const url = `${home.url.replace('//', '//me:secret@')}/a`
    const headers = { Accept: 'text/xml', 'X-Api-Key': 'abcdef', Cookie: 'me=1' }

    const answer = await askWith({ mayReach: () => true })({ url, headers, validator: { etag: '"a1"' } })

    const [first, back] = home.asked
    expect(first?.headers).toMatchObject({ authorization: 'Basic bWU6c2VjcmV0', 'x-api-key': 'abcdef', cookie: 'me=1' })
    for (const asked of [away.asked[0], back]) {
      expect(asked?.headers).toMatchObject({ accept: 'text/xml', 'user-agent': AGENT, 'if-none-match': '"a1"' })
      expect(Object.keys(asked?.headers ?? {})).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/authorization|x-api-key|cookie/)]),
      )
    }
    expect(answer).toMatchObject({ url: `${home.url}/c` })
  })

  test('of a question with a body is followed only where it says that the body may be sent on', async () => {
    const leading = (status: number): Promise<WireServer> =>
      startLeading((path) => (path === '/a' ? '/b' : undefined), status)
    const [moved, kept] = [await leading(301), await leading(308)]

    const told = await toTrouble(ask({ url: `${moved.url}/a`, body: {} }))
    await ask({ url: `${kept.url}/a`, body: {} })

    expect(told).toMatchObject({ trouble: 'broken' })
    expect(kept.asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /a', 'POST /b'])
  })
})

import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { anAppOf } from '../../../test/support/an-app.ts'
import { compress } from './compress.ts'

const TEXT = 'Papers of the day. '.repeat(200)

function anAnswer(headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer> = TEXT) {
  return new Hono().use(compress()).get('/', (c) => {
    c.header('Vary', 'Accept', { append: true })
    return c.body(body, 200, { 'Content-Type': 'text/html; charset=UTF-8', ...headers })
  })
}
const ask = (app: Hono, encoding: string, method = 'GET') =>
  app.request('/', { method, headers: { 'Accept-Encoding': encoding } })

describe('an answer in text', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('goes out in %s to who takes it, and is the same text', async (encoding, decompress) => {
    const app = anAnswer({})

    const [first, again] = [await ask(app, encoding), await ask(app, encoding)]

    for (const answer of [first, again]) {
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(answer.headers.get('content-encoding')).toBe(encoding)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=UTF-8')
      expect(decompress(bytes).toString()).toBe(TEXT)
      expect(bytes.length).toBeLessThan(TEXT.length / 4)
    }
  })

  test('says of what it depends, however it goes out', async () => {
    const app = anAnswer({})

    const vary = [(await ask(app, 'br')).headers.get('vary'), (await app.request('/')).headers.get('vary')]

    expect(vary).toEqual(['Accept-Encoding, Accept', 'Accept-Encoding, Accept'])
  })

  test.each([
    ['that nobody asked for in fewer bytes', {}, TEXT, 'identity'],
    ['that is short', {}, 'short', 'br'],
    ['that is a picture', { 'Content-Type': 'image/png' }, TEXT, 'br'],
    ['that is a stream of events', { 'Content-Type': 'text/event-stream' }, TEXT, 'br'],
    ['that must not be changed', { 'Cache-Control': 'no-cache, no-transform' }, TEXT, 'br'],
  ])('%s goes out as it is', async (_which, headers, body, encoding) => {
    const answer = await ask(anAnswer(headers, body), encoding)

    expect(answer.headers.has('content-encoding')).toBe(false)
    expect(await answer.text()).toBe(body)
  })

  test.each([
    'application/json',
    'application/problem+json',
    'application/vnd.citationstyles.csl+json; charset=utf-8',
    'text/markdown',
    'image/svg+xml',
    'application/atom+xml',
  ])('in %s is compressed', async (type) => {
    const answer = await ask(anAnswer({ 'Content-Type': type }), 'gzip')

    expect(answer.headers.get('content-encoding')).toBe('gzip')
  })

  test('that was compressed before keeps its encoding', async () => {
    const answer = await ask(anAnswer({ 'Content-Encoding': 'gzip' }), 'br')

    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(await answer.text()).toBe(TEXT)
  })

  test('that changed is not the one kept', async () => {
    let text = TEXT
    const app = new Hono().use(compress()).get('/', (c) => c.text(text))
    await ask(app, 'br')
    text = TEXT.replaceAll('day', 'week')

    const answer = await ask(app, 'br')

    expect(brotliDecompressSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(text)
  })
})

describe('the app', () => {
  test('has one tag for a page however it is written, and 304 for it', async () => {
    const app = anAppOf({})
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(async (encoding) => {
        const { headers } = await app.request('/categories', { headers: { 'Accept-Encoding': encoding } })
        return headers.get('etag') ?? ''
      }),
    )

    const again = await app.request('/categories', {
      headers: { 'Accept-Encoding': 'br', 'If-None-Match': tags[1] ?? '' },
    })

    expect(new Set(tags).size).toBe(1)
    expect(tags[0]).toMatch(/^W\/"/)
    expect(again.status).toBe(304)
    expect(again.headers.has('content-encoding')).toBe(false)
    expect(again.headers.get('vary')).toContain('Accept-Encoding')
  })

  test('compresses errors, and its style sheet but once', async () => {
    const app = anAppOf({})
    const page = await (await app.request('/categories')).text()
    const [, sheet = ''] = /rel="stylesheet" href="([^"]+)"/.exec(page) ?? []

    const missing = await app.request('/nothing', { headers: { 'Accept-Encoding': 'gzip' } })
    const [plain, brotli] = await Promise.all([load(app, sheet, 'identity'), load(app, sheet, 'br')])

    expect(missing.status).toBe(404)
    expect(missing.headers.get('content-encoding')).toBe('gzip')
    expect(brotliDecompressSync(brotli).toString()).toBe(plain.toString())
    expect(plain.toString()).toContain('{')
  })
})

async function load(app: Hono, path: string, encoding: string): Promise<Buffer> {
  return Buffer.from(await (await app.request(path, { headers: { 'Accept-Encoding': encoding } })).arrayBuffer())
}

import { describe, expect, test } from 'vitest'
import { anAppOf } from '../../../test/support/an-app.ts'

// https://owasp.org/www-project-secure-headers/ as far as it is about answers of this kind. Not taken over: X-Permitted-
// Cross-Domain-Policies (for Flash), X-DNS-Prefetch-Control (nothing links to other hosts' files), Clear-Site-Data and
// no-store (for who signs in).
const EXPECTED = {
  'content-security-policy':
    /^default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'(?<script>; script-src 'self'; connect-src 'self')?$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^(?:same-origin|no-referrer)$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-embedder-policy': /^require-corp$/,
  'cross-origin-resource-policy': /^(?:same|cross)-origin$/,
  'permissions-policy': /camera=\(\).*geolocation=\(\).*microphone=\(\)/,
  'strict-transport-security': /^max-age=31536000$/,
}
/** Only these may run script, and only from files of our own. */
const WITH_SCRIPT = ['/search']
const app = anAppOf({})
const paths = [...new Set(app.routes.map(({ path }) => path))].filter((path) => !path.endsWith('*')).map(toAddress)

/** An address that a pattern matches: `/papers/:id{.+}` as `/papers/2604.00001`. */
function toAddress(pattern: string): string {
  return pattern.replaceAll(/:\w+\??(?:\{(?:[^{}]|\{[^{}]*\})*\})?/g, '2604.00001')
}

describe('every route', () => {
  test('is walked', () => {
    expect(paths).toEqual(expect.arrayContaining(['/', '/papers/2604.00001', '/api/papers/2604.00001', '/metrics']))
    expect(paths.length).toBeGreaterThan(20)
  })

  test.each([...paths, '/nothing/here', '/%'])(
    '%s answers with every header that protects its reader',
    async (path) => {
      const { headers } = await app.request(path)

      for (const [name, value] of Object.entries(EXPECTED)) expect.soft(headers.get(name), name).toMatch(value)
      for (const name of ['server', 'x-powered-by']) expect(headers.has(name)).toBe(false)
    },
  )

  test.each([...paths, '/nothing/here'])('%s runs script only where it is meant to', async (path) => {
    const { headers } = await app.request(path)

    expect(headers.get('content-security-policy')?.includes('script-src')).toBe(WITH_SCRIPT.includes(path))
  })

  test.each(paths)('%s can be shown by other sites only where it is meant to be', async (path) => {
    const { headers } = await app.request(path)

    const isOpen = /^\/api(?:\/(?!v1\/inboxes\/)|$)|\.(?:png|svg|ico)$/.test(path)
    expect(headers.get('cross-origin-resource-policy')).toBe(isOpen ? 'cross-origin' : 'same-origin')
  })
})

test('a site that is not reached over HTTPS does not say it is', async () => {
  const { headers } = await anAppOf({ baseUrl: 'http://localhost:8080' }).request('/')

  expect(headers.has('strict-transport-security')).toBe(false)
})

describe('a request that brings a body', () => {
  test.each([
    ['GET', { 'Content-Length': '5' }, 400],
    ['HEAD', { 'Transfer-Encoding': 'chunked' }, 400],
    ['POST', { 'Transfer-Encoding': 'chunked' }, 405],
  ])('is refused: %s with %j is answered %i', async (method, headers, status) => {
    const answer = await anAppOf({}).request('/healthz', { method, headers })

    expect(answer.status).toBe(status)
    expect(answer.headers.get('connection')).toBe('close')
  })

  test.each([{ 'Content-Length': '0' }, {}])('is none with %j, and the connection goes on', async (headers) => {
    const answer = await anAppOf({}).request('/healthz', { headers })

    expect([answer.status, answer.headers.get('connection')]).toEqual([200, null])
  })
})

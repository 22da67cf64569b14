import { describe, expect, test } from 'vitest'
import { anAppOf } from '../../test/support/an-app.ts'
import { AppError, type ErrorCode } from '../domain/error.ts'
import type { Log } from '../domain/ports.ts'

const refuse = (error: unknown) => () => Promise.reject(error as Error)

describe('every answer', () => {
  test.each([
    '/',
    '/papers/x',
    '/papers/date/2026-04-01',
    '/api/daily_papers',
    '/api/nothing',
    '/healthz',
    '/%',
    '/icon.svg',
  ])('of %s forbids scripts, frames and other hosts', async (path) => {
    const { headers } = await anAppOf({}).request(path)

    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/script|unsafe|https?:|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  test.each(['/', '/papers', '/api/daily_papers', '/healthz', '/icon.svg'])('to HEAD %s has no body', async (path) => {
    const response = await anAppOf({}).request(path, { method: 'HEAD' })

    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })
})

describe('errors', () => {
  const statuses: [ErrorCode, number][] = [
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['rate_limited', 429],
    ['unavailable', 503],
    ['internal', 500],
  ]
  test.each(statuses)('"%s" is %i with the same five fields and "error"', async (code, status) => {
    const app = anAppOf({ findPaper: refuse(new AppError(code, 'password=hunter2')) })

    const response = await app.request('/api/papers/2604.00001')

    const text = code === 'internal' ? expect.not.stringContaining('hunter2') : 'password=hunter2'
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({
      ...{ type: 'about:blank', title: code, status, instance: '/api/papers/2604.00001' },
      ...{ detail: text as string, error: text as string },
    })
    expect(response.headers.has('retry-after')).toBe(code === 'unavailable')
  })

  test.each(['/api/papers/1', '/papers/1'])(
    'of ours at %s is told to nobody, and written down once with its cause',
    async (path) => {
      const log: Parameters<Log>[] = []
      const app = anAppOf({ findPaper: refuse(new Error('password=hunter2')), log: (...line) => log.push(line) })

      const response = await app.request(path)

      expect(response.status).toBe(500)
      expect(await response.text()).not.toContain('hunter2')
      expect(JSON.stringify([...response.headers])).not.toContain('hunter2')
      expect(log).toHaveLength(1)
      expect(log[0]).toMatchObject(['request.failed', { code: 'internal', path }, 'error'])
      expect(log[0]?.[1]['cause']).toContain('hunter2')
      expect(log[0]?.[1]['requestId']).toBe(response.headers.get('x-request-id'))
    },
  )

  test('repeat no control character and no other script in a header', async () => {
    const app = anAppOf({ findPaper: refuse(new AppError('invalid', 'bad "论文"\r\nX-Evil: 1')) })

    const response = await app.request('/api/papers/1')

    expect(response.headers.get('x-error-message')).toBe('bad " " X-Evil: 1')
    expect(response.headers.has('x-evil')).toBe(false)
  })

  test.each([
    ['/api/nothing', 404, 'application/problem+json'],
    ['/api', 404, 'application/problem+json'],
    ['/nothing', 404, 'text/html; charset=UTF-8'],
    ['/public/../../package.json', 404, 'text/html; charset=UTF-8'],
    ['/public/%2e%2e%2f%2e%2e%2fpackage.json', 404, 'text/html; charset=UTF-8'],
    ['/public/broadsheet.css', 404, 'text/html; charset=UTF-8'],
    ['/papers/%', 400, 'text/html; charset=UTF-8'],
    ['/papers/%E0%A4%A', 400, 'text/html; charset=UTF-8'],
    ['/papers/%c3%28', 400, 'text/html; charset=UTF-8'],
    ['/api/papers/%zz', 400, 'application/problem+json'],
    ['/api/daily_papers?date=%', 400, 'application/problem+json'],
    [`/papers/${'a'.repeat(10_000)}`, 404, 'text/html; charset=UTF-8'],
    [`/?${'q'.repeat(10_000)}`, 200, 'text/html; charset=UTF-8'],
  ])('%s answers %i as %s', async (path, status, type) => {
    const response = await anAppOf({}).request(path)

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe(type)
  })
})

describe('a method that would write', () => {
  const writing = ['POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND']

  test.each(writing)('%s is not allowed at an address of the API, which says what is', async (method) => {
    const response = await anAppOf({}).request('/api/daily_papers', { method })

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(await response.json()).toMatchObject({ title: 'invalid', status: 405, instance: '/api/daily_papers' })
  })

  test.each(writing)('%s is not allowed at a page, which says what is', async (method) => {
    const response = await anAppOf({}).request('/papers/date/2026-04-01', { method })

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect(await response.text()).toContain('405, method not allowed')
  })

  test.each(['/', '/papers', '/papers/hep-th/9901001', '/map', '/about', '/icon.svg', '/healthz', '/metrics'])(
    'is not allowed at %s',
    async (path) => {
      const response = await anAppOf({}).request(path, { method: 'POST' })

      expect(response.status).toBe(405)
    },
  )

  test.each(['/nothing', '/api', '/api/nothing', '/public/broadsheet.css'])('finds nothing at %s', async (path) => {
    const response = await anAppOf({}).request(path, { method: 'POST' })

    expect([response.status, response.headers.get('allow')]).toEqual([404, null])
  })

  test('is told so with a body too, which is not read: the connection ends', async () => {
    const response = await anAppOf({}).request('/api/papers', { method: 'POST', headers: { 'Content-Length': '5' } })

    expect([response.status, response.headers.get('connection')]).toEqual([405, 'close'])
  })
})

describe('OPTIONS', () => {
  test('before reading by a script of any site is granted by the API', async () => {
    const headers = { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'GET' }

    const response = await anAppOf({}).request('/api/papers', { method: 'OPTIONS', headers })

    expect([response.status, response.headers.get('access-control-allow-methods')]).toEqual([204, 'GET,HEAD'])
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  test.each(['POST', 'DELETE', 'PATCH'])('before %s is not', async (wanted) => {
    const headers = { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': wanted }

    const response = await anAppOf({}).request('/api/v1/subscriptions', { method: 'OPTIONS', headers })

    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, null])
  })
})

describe('GET /healthz', () => {
  test('is 200 while the store answers', async () => {
    const response = await anAppOf({}).request('/healthz')

    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
  })

  test('is 503 when it does not', async () => {
    const response = await anAppOf({ checkHealth: refuse(new Error('gone')) }).request('/healthz')

    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('30')
  })
})

describe('the style sheet', () => {
  test('is named by every page under an address that changes with its content, and kept for ever', async () => {
    const app = anAppOf({})
    const page = await (await app.request('/')).text()
    const [, path = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? []

    const response = await app.request(path)

    expect(path).toMatch(/^\/public\/broadsheet\.[0-9a-f]{16}\.css$/)
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(await response.text()).toContain('.masthead')
  })
})

import { get } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Log } from '../../src/domain/ports.ts'
import { type RunningServer, startServer } from '../../src/http/server.ts'
import { anAppOf } from '../support/an-app.ts'

type Line = Parameters<Log>

describe('what is written down of answers', () => {
  let server: RunningServer
  let lines: Line[] = []
  beforeEach(async () => {
    lines = []
    const app = anAppOf({ log: (...line) => void lines.push(line) })
    server = await startServer((request, env) => app.fetch(request, env), { host: '127.0.0.1', port: 0 })
  })
  afterEach(() => server.close(1000))

  const url = (path: string): string => `http://127.0.0.1:${server.port}${path}`
  /** The line follows the last byte. */
  const waitForLines = (count: number) => expect.poll(() => lines.length).toBe(count)

  test('is a line for each: the route, the status, the time, the bytes, the id; never who asked, or with which words', async () => {
    const headers = {
      Cookie: 'a=secret',
      'User-Agent': 'secret',
      Referer: 'http://secret.example',
      Authorization: 'secret',
    }

    const answer = await fetch(url('/papers/date/2026-04-01?q=secret'), { headers })
    const text = await answer.text()
    await waitForLines(1)

    const [event, facts, level] = lines[0] ?? []
    expect([event, level]).toEqual(['request.answered', 'info'])
    expect(facts).toEqual({
      method: 'GET',
      route: '/papers/date/:name',
      status: 200,
      durationMs: expect.any(Number) as number,
      bytes: expect.any(Number) as number,
      requestId: answer.headers.get('x-request-id'),
    })
    expect(facts?.['bytes']).toBeGreaterThan(500)
    expect(text).not.toBe('')
    expect(JSON.stringify(lines)).not.toMatch(/secret|127\.0\.0\.1/)
  })

  test.each([
    ['/papers/2604.00001', 404, '/papers/:id'],
    ['/api/papers/2604.00001', 404, '/api/papers/:id'],
    ['/nobody/knows/this', 404, 'none'],
    ['/papers/%', 400, '/papers/:id'],
    ['/', 200, '/'],
  ])('names %s, answered %i, by its pattern', async (path, status, route) => {
    await (await fetch(url(path))).text()
    await waitForLines(1)

    expect(lines[0]?.[1]).toMatchObject({ status, route })
  })

  test('names what has not changed by the route that would have answered', async () => {
    const tag = (await fetch(url('/categories'))).headers.get('etag') ?? ''

    const again = await fetch(url('/categories'), { headers: { 'If-None-Match': tag } })
    await waitForLines(2)

    expect(again.status).toBe(304)
    expect(lines[1]?.[1]).toMatchObject({ status: 304, route: '/categories' })
  })

  test('counts the bytes of each answer on a connection that is kept', async () => {
    const sizes = [(await fetch(url('/about'))).text(), (await fetch(url('/icon.svg'))).text()]
    await Promise.all(sizes)
    await waitForLines(2)

    const [page = 0, icon = 0] = lines.map(([, facts]) => Number(facts['bytes']))
    expect(icon).toBeGreaterThan(0)
    expect(page).not.toBe(icon)
  })

  test('is counted, with few labels whatever is asked', async () => {
    for (const path of ['/papers/a1', '/papers/a2', '/papers/a3', '/x1', '/x2']) await (await fetch(url(path))).text()
    await waitForLines(5)

    const metrics = await (await fetch(url('/metrics'))).text()

    expect(metrics).toContain('broadsheet_http_requests_total{method="GET",route="/papers/:id",status="404"} 3\n')
    expect(metrics).toContain('broadsheet_http_requests_total{method="GET",route="none",status="404"} 2\n')
    expect(metrics).toContain('broadsheet_http_request_duration_seconds_count{route="/papers/:id"} 3\n')
    expect(metrics).not.toMatch(/a1|x1/)
  })

  test('is nothing where the head of a request is too long to be read', async () => {
    const headers = { 'X-Long': 'a'.repeat(20_000) }

    const status = await new Promise((resolve, reject) => {
      get(url('/'), { headers }, (response) => resolve(response.resume().statusCode)).on('error', reject)
    })

    expect(status).toBe(400)
    expect(lines).toEqual([])
  })
})

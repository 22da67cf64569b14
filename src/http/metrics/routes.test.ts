import { describe, expect, test } from 'vitest'
import { anAppOf } from '../../../test/support/an-app.ts'
import type { SourceName } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'

const TOKEN = 'a-token-of-some-length'

function from(address: string) {
  return { incoming: { socket: { remoteAddress: address } }, outgoing: { once: () => undefined } }
}

describe('GET /metrics', () => {
  test.each([
    ['127.0.0.1', {}, 200],
    ['::ffff:127.0.0.1', {}, 200],
    ['192.0.2.1', {}, 404],
    ['10.0.0.1', {}, 404],
    ['127.0.0.1', { 'X-Forwarded-For': '192.0.2.1' }, 404],
    ['127.0.0.1', { 'X-Forwarded-For': '127.0.0.1' }, 404],
    ['127.0.0.1', { Via: '1.1 proxy' }, 404],
    ['192.0.2.1', { Authorization: 'Bearer ' }, 404],
  ])('without a token answers this machine alone: %s with %j gets %i', async (address, headers, status) => {
    const answer = await anAppOf({}).request('/metrics', { headers }, from(address))

    expect(answer.status).toBe(status)
  })

  test('behind a trusted proxy does not take its clients for this machine', async () => {
    const app = anAppOf({ trustedProxies: [{ address: '127.0.0.0', prefix: 8 }] })
    const headers = { 'X-Forwarded-For': '127.0.0.1' }

    expect((await app.request('/metrics', { headers }, from('127.0.0.1'))).status).toBe(404)
  })

  test.each([
    ['127.0.0.1', {}, 404],
    ['192.0.2.1', { Authorization: `Bearer ${TOKEN}` }, 200],
    ['192.0.2.1', { Authorization: `Bearer ${TOKEN}x` }, 404],
    ['192.0.2.1', { Authorization: `Basic ${TOKEN}` }, 404],
  ])('with a token answers whoever shows it: %s with %j gets %i', async (address, headers, status) => {
    const answer = await anAppOf({ metricsToken: TOKEN }).request('/metrics', { headers }, from(address))

    expect(answer.status).toBe(status)
  })

  test('tells of the program and the store', async () => {
    const measures = {
      papers: 12,
      featuredPapers: 3,
      newest: { day: '2026-04-01' as Day, featured: 3, listed: 9 },
      sources: [{ source: 'arxiv' as SourceName, readAt: 1_775_000_000_000 }],
      uncatalogued: 0,
      lastChange: 40,
    }
    const app = anAppOf({ measureStore: () => Promise.resolve(measures) })

    const answer = await app.request('/metrics', {}, from('127.0.0.1'))

    const lines = (await answer.text()).split('\n')
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(lines).toEqual(
      expect.arrayContaining([
        `broadsheet_build_info{version="1.2.3",node="${process.versions.node}"} 1`,
        'broadsheet_store_up 1',
        'broadsheet_papers 12',
        'broadsheet_last_change_number 40',
        'broadsheet_newest_edition_timestamp_seconds 1775001600', // date -u -d 2026-04-01 +%s
        'broadsheet_source_read_timestamp_seconds{source="arxiv"} 1775000000',
      ]),
    )
  })

  test('goes on telling the rest where the store does not answer', async () => {
    const app = anAppOf({ measureStore: () => Promise.reject(new Error('gone')) })

    const answer = await app.request('/metrics', {}, from('127.0.0.1'))

    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('broadsheet_store_up 0')
  })
})

import { toOpenEditionDay } from '../../../src/domain/arxiv-calendar.ts'
import { isDay, type UnixMs } from '../../../src/domain/time.ts'
import { type DailyEditions, type DailyItem, toEditionAt } from './daily-editions.ts'
import type { Fault } from './faults.ts'
import type { Answer, Upstream } from './serve.ts'

const TYPE = 'application/json; charset=utf-8'
const LIMITS = { 'RateLimit-Policy': '"fixed window";"api";q=500;w=300', RateLimit: '"api";r=499;t=300' }

/** The Daily Papers API: `/api/daily_papers` by day, page by page; 400 for a day that is not open yet. */
export function createDailyPapers(editions: DailyEditions): Upstream {
  return { name: 'daily_papers', answer, listFaults }

  function answer(url: URL, at: UnixMs, fault: Fault | undefined): Answer {
    if (url.pathname !== '/api/daily_papers') return toError(404, 'Sorry, we cannot find that page')
    if (fault === 'error_inside')
      return { status: 200, type: TYPE, body: '{"error":"Internal Error - We are working hard"}' }
    const day = url.searchParams.get('date') ?? toOpenEditionDay(at)
    const [page, limit] = [readNumber(url, 'p', 0), readNumber(url, 'limit', 50)]
    if (!isDay(day)) return toError(400, 'Invalid date')
    if (page === undefined || limit === undefined || limit < 1 || limit > 100) return toError(400, 'Invalid page')
    if (day > toOpenEditionDay(at)) return toError(400, 'Date must not be in the future')
    const all = toEditionAt(editions.get(day) ?? [], day, at)
    const items = all.slice(page * limit, (page + 1) * limit)
    return {
      status: 200,
      type: TYPE,
      body: JSON.stringify(items),
      headers: { ...LIMITS, ...toLink(url, page, limit, all) },
    }
  }
}

function listFaults(): readonly Fault[] {
  const readable: readonly Fault[] = ['unknown_field', 'untitled', 'other_dates']
  return ['cut', 'page', 'broken', 'wrong_encoding', 'error_inside', ...readable]
}

function readNumber(url: URL, name: string, otherwise: number): number | undefined {
  const text = url.searchParams.get(name)
  if (text === null) return otherwise
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

function toLink(url: URL, page: number, limit: number, all: readonly DailyItem[]): Record<string, string> {
  if ((page + 1) * limit >= all.length) return {}
  const next = new URL(url)
  next.searchParams.set('p', String(page + 1))
  return { Link: `<${next.href}>; rel="next"` }
}

function toError(status: number, message: string): Answer {
  const body = JSON.stringify({ error: message })
  return { status, type: TYPE, body, headers: { 'X-Error-Message': message, ...LIMITS } }
}

import type { Context, MiddlewareHandler } from 'hono'
import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import type { Clock, Day, UnixMs } from '../../domain/time.ts'
import { toContentTag } from '../../platform/hashing.ts'
import { namesMarkdownFirst } from '../markdown/negotiate.ts'
import { shareInTurn } from '../../platform/share-in-turn.ts'
import type { FindVersion } from '../../services/reading.ts'
import { holdsSecret } from '../private-paths.ts'
import type { Site } from '../views/layout.tsx'

const [VERSION, OPEN_DAY] = ['version', 'openDay'] as const

/** What is shown at this request, in whatever form: the same text, the same state of store, calendar and program. */
export function versionOf(c: Context): string {
  return c.get(VERSION) as string
}

/** The newest edition that is open at this request. */
export function openDayOf(c: Context): Day {
  return c.get(OPEN_DAY) as Day
}

type Deps = { findVersion: FindVersion; clock: Clock } & Site

/**
 * Answers 304 before anything is made, where what can be read has not changed since the client's last visit. What an
 * address shows follows from the state of the store, the newest open edition and this program, so they are the tag.
 *
 * `If-None-Match: *` asks whether there is anything at all, which is not known here: it is answered in full.
 *
 * Weak tags: the same page compressed is the same. Errors carry none (`answerError` of the app takes it off).
 * Source: https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
 */
export function conditional({ findVersion, clock, ...site }: Deps): MiddlewareHandler {
  const findOpenDay = keepForAMinute(clock, toOpenEditionDay)
  const { version: release, baseUrl, stylesheet, suggestScript, mapScript, zoneScript, offersMail } = site
  const shown = [release, baseUrl, stylesheet, suggestScript, mapScript, zoneScript, offersMail] // by pages
  const program = toContentTag(shown.join(' '))
  const findVersionNow = shareInTurn(findVersion)
  return async (c, next) => {
    const openDay = findOpenDay()
    c.set(OPEN_DAY, openDay)
    if ((c.req.method !== 'GET' && c.req.method !== 'HEAD') || !isRead(c.req.path)) return next()
    const version = `${program}.${await findVersionNow()}.${openDay}`
    const tag = `W/"${version}${toVariant(c)}"`
    const known = c.req.header('If-None-Match')
    c.header('ETag', tag)
    c.set(VERSION, version)
    if (known !== undefined && isAmong(tag, known))
      return c.body(null, 304, { 'Cache-Control': 'no-cache', Vary: 'Accept, Accept-Encoding' })
    return next()
  }
}

/** Reckoning with New York's clock takes longer than answering; days begin and editions open on whole minutes. */
function keepForAMinute<T>(clock: Clock, reckon: (now: UnixMs) => T): () => T {
  let kept: { minute: number; value: T } | undefined
  return () => {
    const now = clock()
    const minute = Math.floor(now / 60_000)
    if (kept?.minute !== minute) kept = { minute, value: reckon(now) }
    return kept.value
  }
}

/** Whether an address shows papers, and nothing else that changes: `/about` tells when sources were read, too. */
function isRead(path: string): boolean {
  if (holdsSecret(path)) return false
  return path === '/' || /^\/(?:papers|authors|organisations|categories|feeds|map|api)(?:[/.]|$)/.test(path)
}

/** One address answers in two forms, by what the client asks for. */
function toVariant(c: Context): string {
  return namesMarkdownFirst(c.req.header('Accept')) ? '.md' : ''
}

/** Whether a tag is one of those that `If-None-Match` names; weak ones count. */
export function isAmong(tag: string, known: string): boolean {
  const opaque = tag.slice(2)
  return known.split(',').some((other) => other.trim().replace(/^W\//, '') === opaque)
}

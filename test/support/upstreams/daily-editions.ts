import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { addDays, type Day, DAY_MS, toIso, toWeekday, type UnixMs } from '../../../src/domain/time.ts'
import { mixNumbers } from '../../../src/services/sample/random.ts'
import { fromEasternTime } from '../../../src/domain/eastern-time.ts'
import { findState, type World } from './world.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/data/hf/raw_daily')
const OPENS_MINUTE = 21 * 60 + 30
const STILL_AFTER_DAYS = 8

/** An item of `/api/daily_papers`, with all that this server does not look at. */
export type DailyItem = { paper: DailyPaper; numComments: number; title: string; [key: string]: unknown }
type DailyPaper = { id: string; upvotes: number; githubStars?: number; title: string; [key: string]: unknown }

/** The items of each edition as they stand in the end, by day. */
export type DailyEditions = ReadonlyMap<Day, readonly DailyItem[]>

/** Whether recorded answers lie beside the checkout. */
export const hasRecordedEditions: boolean = existsSync(FOLDER)

/** When an edition opens. */
export function toOpensAt(day: Day): UnixMs {
  return fromEasternTime({ day: addDays(day, -1), minuteOfDay: OPENS_MINUTE })
}

/**
 * The recorded editions of a range of days that can be read. They were recorded over many hours: whoever handed in papers of
 * several has as many followers and the like in all of them as in the first, or it would depend on the order of asking.
 */
export function readRecordedEditions(from: Day, to: Day): Map<Day, DailyItem[]> {
  const editions = new Map<Day, DailyItem[]>()
  const people = new Map<string, unknown>()
  for (const name of readdirSync(FOLDER).sort()) {
    const day = name.slice(0, 10) as Day
    if (day < from || day > to || !/^\d{4}-\d\d-\d\d\.json\.gz$/.test(name)) continue
    const items: unknown = JSON.parse(gunzipSync(readFileSync(join(FOLDER, name))).toString())
    if (!isEdition(items, day)) continue
    for (const item of items) settlePeople(item, people)
    editions.set(day, items)
  }
  return editions
}

function settlePeople(item: DailyItem, people: Map<string, unknown>): void {
  for (const [holder, name] of [[item.paper, 'submittedOnDailyBy'] as const, [item, 'submittedBy'] as const]) {
    const person = holder[name] as { _id: string } | undefined
    if (person === undefined) continue
    const key = `${name} ${person._id}`
    holder[name] = people.get(key) ?? person
    people.set(key, holder[name])
  }
}

function isEdition(items: unknown, day: Day): items is DailyItem[] {
  return Array.isArray(items) && items.every((item) => String(item?.paper?.submittedOnDailyAt).startsWith(day))
}

/** Editions that we wrote of a world's own papers: on each working day some of those announced for it or just before. */
export function writeEditions(world: World, from: Day, to: Day, most = 12): Map<Day, DailyItem[]> {
  const editions = new Map<Day, DailyItem[]>()
  const featured = new Set<string>()
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (toWeekday(day) === 0 || toWeekday(day) === 6) continue
    const recent = [day, addDays(day, -1)].flatMap((one) => world.byDay.get(one) ?? [])
    const states = recent.map((paper) => findState(paper, 'oai', toOpensAt(day) + DAY_MS))
    const fresh = states.filter((state) => state && !featured.has(state.id) && state.versions.length === 1)
    const items = fresh.slice(0, most).map((state, place) => {
      featured.add(state!.id)
      // People correct by hand what arXiv told: it is not the Daily Papers that are right then.
      return place % 5 === 4 ? contradict(toItem(state!, day, place)) : toItem(state!, day, place)
    })
    editions.set(day, items)
  }
  return editions
}

const READER = {
  _id: '65f0a1b2c3d4e5f6a7b8c9d0',
  avatarUrl: '/avatars/0123456789abcdef0123456789abcdef.svg',
  isPro: false,
  fullname: 'Made-up Reader',
  type: 'user',
}

function toItem(state: NonNullable<ReturnType<typeof findState>>, day: Day, place: number): DailyItem {
  const hex = (salt: number): string =>
    [1, 2, 3].map((one) => toHex(mixNumbers(toSeed(state.id), salt * 8 + one))).join('')
  const [publishedAt, title, summary] = [toIso(state.versions[0] ?? 0), state.title, state.abstract]
  const paper = {
    id: state.id,
    authors: state.authors.map((name, index) => ({ _id: hex(10 + index), name, hidden: false })),
    publishedAt,
    submittedOnDailyAt: `${day}T00:00:00.000Z`,
    title,
    submittedOnDailyBy: { ...READER, user: 'made-up-reader', name: 'made-up-reader' },
    summary,
    upvotes: 3 + (mixNumbers(toSeed(state.id), 3) % 90),
    discussionId: hex(4),
    ...(place % 3 === 0 ? { githubRepo: `https://github.com/made-up/${state.id}`, githubRepoAddedBy: 'user' } : {}),
    ...(place % 3 === 0 ? { githubStars: mixNumbers(toSeed(state.id), 5) % 400 } : {}),
    ...(place % 2 === 0
      ? { ai_summary: `A made-up summary of ${state.id}.`, ai_keywords: ['made-up', `place ${place}`] }
      : {}),
  }
  const submittedBy = {
    ...READER,
    name: 'made-up-reader',
    isHf: false,
    isHfAdmin: false,
    isMod: false,
    isUserFollowing: false,
  }
  const thumbnail = `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${state.id}.png`
  return { paper, publishedAt, title, summary, thumbnail, numComments: 2, submittedBy, isAuthorParticipating: false }
}

/** Another title, other authors and another date than arXiv tells. */
function contradict(item: DailyItem): DailyItem {
  const title = `${item.title} [seen elsewhere]`
  const authors = (item.paper['authors'] as unknown[] | undefined)?.slice().reverse()
  const summary = `Otherwise told. ${String(item.paper['summary'])}`
  const paper = { ...item.paper, title, summary, authors, publishedAt: '2020-01-01T00:00:00.000Z' }
  return { ...item, title, summary, paper }
}

/**
 * An edition as it stands at an instant: papers come in over its first half day, and votes, comments and stars grow once
 * a day, at the hour at which it opened, until the ninth. Most votes first, as the upstream answers a day.
 */
export function toEditionAt(items: readonly DailyItem[], day: Day, at: UnixMs): DailyItem[] {
  const ageDays = Math.floor((at - toOpensAt(day)) / DAY_MS)
  const grown = Math.min(1, (ageDays + 1) / (STILL_AFTER_DAYS + 1))
  return items
    .filter(({ paper }) => toOpensAt(day) + (toSeed(paper.id) % 12) * 3_600_000 <= at)
    .map((item) => {
      const { upvotes, githubStars } = item.paper
      const counts = { upvotes: Math.max(1, Math.floor(upvotes * grown)) }
      const stars = githubStars === undefined ? {} : { githubStars: Math.floor(githubStars * grown) }
      return {
        ...item,
        numComments: Math.floor(item.numComments * grown),
        paper: { ...item.paper, ...counts, ...stars },
      }
    })
    .sort((a, b) => b.paper.upvotes - a.paper.upvotes)
}

function toSeed(id: string): number {
  return mixNumbers(Number(id.replace(/\D/g, '').slice(-9)), 31)
}

function toHex(number: number): string {
  return number.toString(16).padStart(8, '0')
}

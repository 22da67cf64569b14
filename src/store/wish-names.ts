import type { PaperId } from '../domain/paper.ts'
import type { Subscription, WishNames } from '../domain/subscription.ts'
import { toWishKind } from '../domain/wishes.ts'
import { cleanText } from '../platform/plain-text.ts'
import { toPlainText } from '../platform/tex/to-plain-text.ts'
import { findOrganizations } from './accounts.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import { findCurrentIds } from './papers.ts'

/** Adds to subscriptions the names that their wishes do not hold, in one look-up for all; most wishes need none. */
export async function addWishNames(db: Db, subscriptions: readonly Subscription[]): Promise<Subscription[]> {
  const wanted = subscriptions.map(({ wish }) => toWishKind(wish).toNamed?.(wish) ?? {})
  const organisations = await nameOrganisations(
    db,
    wanted.flatMap(({ organisation = [] }) => organisation),
  )
  const papers = await namePapers(
    db,
    wanted.flatMap(({ paper = [] }) => paper),
  )
  return subscriptions.map((subscription, place) => {
    const { organisation = '', paper = '' as PaperId } = wanted[place] ?? {}
    const [fullname, title] = [organisations.get(organisation), papers.get(paper)]
    const names: WishNames = { ...(fullname && { organisation: fullname }), ...(title && { paper: title }) }
    return fullname || title ? { ...subscription, names } : subscription
  })
}

async function nameOrganisations(db: Db, handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (handles.length === 0) return new Map()
  const found = await findOrganizations(db, [...new Set(handles)])
  return new Map([...found].flatMap(([handle, { fullname }]) => (fullname ? [[handle, cleanText(fullname)]] : [])))
}

async function namePapers(db: Db, ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, string>> {
  if (ids.length === 0) return new Map()
  const titles = await readTitles(db, [...new Set(ids)])
  // Hardly ever: one that was joined with another source's since.
  const current = await findCurrentIds(
    db,
    ids.filter((id) => !titles.has(id)),
  )
  const others = await readTitles(db, [...new Set(current.values())])
  const former = [...current].flatMap(([id, now]) => {
    const title = others.get(now)
    return title === undefined ? [] : [[id as PaperId, title] as const]
  })
  return new Map([...titles, ...former])
}

async function readTitles(db: Db, ids: readonly PaperId[]): Promise<Map<PaperId, string>> {
  const titles = new Map<PaperId, string>()
  for (const chunk of chunks(ids)) {
    const rows = await db.selectFrom('paper').select(['id', 'title']).where('id', 'in', chunk).execute()
    for (const { id, title } of rows) titles.set(id as PaperId, cleanText(toPlainText(title)))
  }
  return titles
}

// How fast digests are planned, composed, frozen and rendered, and in how much memory.
//   npm run bench -- digests [SUBSCRIBERS [DIGESTS]]     of which no more than DIGESTS are composed; else all
// Every subscriber has three different subscriptions that are due at once, to a day with 1,500 new papers: real ones where
// they lie beside the checkout, else those of the sample. One in five has said what they want more and less of. The search
// is that of a server: an index in threads of its own, asked by the one that composes.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { toOpenEditionDay } from '../src/domain/arxiv-calendar.ts'
import { createRecord, type Paper, type PaperId } from '../src/domain/paper.ts'
import type { Log } from '../src/domain/ports.ts'
import type { Recipient, RecipientId, Subscription, SubscriptionId, Wish } from '../src/domain/subscription.ts'
import { addDays, type Day, fromUtcDay } from '../src/domain/time.ts'
import { createDigestRenderer } from '../src/mail/render-digest.ts'
import { createComposing } from '../src/services/digests/composing.ts'
import { importPapers } from '../src/services/import-papers.ts'
import { keepIndex } from '../src/services/index/keep-index.ts'
import { samplePapers } from '../src/services/sample/sample-papers.ts'
import { SeededRandom } from '../src/services/sample/random.ts'
import { createSearching } from '../src/services/search/search-papers.ts'
import { createSignedLinks } from '../src/services/subscriptions/signed-links.ts'
import { type Db, openDatabase } from '../src/store/db.ts'
import { findDigest } from '../src/store/digests.ts'
import { migrateToLatest } from '../src/store/migrate.ts'
import { findChangeNumber } from '../src/store/papers.ts'
import { hasRealPapers, readRealPapers } from './paper-corpus.ts'

const DAY = '2026-11-18' as Day
const DUE_AT = Date.parse('2026-11-18T06:00:00Z')
const NEW_PAPERS = 1500
const FEATURED = 60
/** Of the days before. */
const OLD_PAPERS = 6000
const LIMIT_DIGESTS_A_SECOND = 300
const QUERIES = 500

const subscribers = Number(process.argv[2] ?? 10_000)
const mostComposed = Number(process.argv[3] ?? Infinity)
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
const databaseUrl = `sqlite:${join(folder, 'bench.db')}`
const random = new SeededRandom()
random.restart(7, 0)
const log: Log = (event, facts, level) => {
  if (level === 'error' || level === 'warn') console.log(event, facts)
}
const quiet = new AbortController().signal

const db = openDatabase(databaseUrl)
await migrateToLatest(db)
const papers = await listPapers()
await importPapers({ db, readPapers: () => inBatches(papers), clock: () => DUE_AT }, inBatches([]) as never)
const index = keepIndex(
  { databaseUrl, folder: join(folder, 'index'), store: 'bench', modelPath: undefined, server: undefined },
  log,
)
try {
  await index.reach(await findChangeNumber(db))
  const { recipients, subscriptions } = await subscribeAll(db)
  console.log(
    `${cpus().length} cores; load before: ${loadavg()[0]?.toFixed(1)}; open edition: ${toOpenEditionDay(DUE_AT)}`,
  )
  await measure(recipients, subscriptions)
} finally {
  await index.stop()
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(recipients: Map<string, Recipient>, subscriptions: Map<string, Subscription>): Promise<void> {
  const composing = createComposing({
    db,
    clock: () => DUE_AT,
    log,
    searching: createSearching(() => Promise.resolve(db), index),
  })
  const render = createDigestRenderer({ siteName: 'Broadsheet', baseUrl: 'https://papers.example' })
  const { toLinks } = createSignedLinks('a secret of forty-three letters for a bench', 'https://papers.example')
  const [begin, beginCpu] = [performance.now(), process.cpuUsage()]
  const planned = await composing.planDue(quiet)
  const planMs = performance.now() - begin
  let [composed, rendered, bytes, shown, renderMs] = [0, 0, 0, 0, 0]
  const memory: number[] = []
  while (composed < mostComposed) {
    const batch = await composing.composeDue(quiet)
    if (batch.composed.length + batch.failed + batch.discarded === 0) break
    composed += batch.composed.length
    for (const id of batch.composed) {
      const digest = await findDigest(db, id)
      const subscription = subscriptions.get(digest?.subscriptionId ?? '')
      const recipient = recipients.get(subscription?.recipientId ?? '')
      if (!digest || !subscription || !recipient || digest.papers.length === 0) continue
      const start = performance.now()
      const { html, text } = render({
        digest,
        recipient,
        subscription,
        links: toLinks(digest, recipient, subscription),
      })
      renderMs += performance.now() - start
      rendered++
      shown += digest.papers.length
      bytes = Math.max(bytes, Buffer.byteLength(html), Buffer.byteLength(text))
    }
    if (memory.length === 0 || composed % 3200 < 32) memory.push(process.memoryUsage().rss)
  }
  const seconds = (performance.now() - begin) / 1000
  const { user, system } = process.cpuUsage(beginCpu)
  console.log(`${show(planned)} planned in ${show(planMs)} ms: ${show(planned / (planMs / 1000))} a second`)
  console.log(
    `${show(composed)} composed, ${show(rendered)} of them not empty and rendered, ${(shown / rendered).toFixed(1)} papers each`,
  )
  console.log(
    `${show(composed / seconds)} a second, planned to rendered (limit ${LIMIT_DIGESTS_A_SECOND}); ${show(composed / ((user + system) / 1e6))} for each second of processor time of all threads`,
  )
  console.log(`rendering alone: ${(renderMs / rendered).toFixed(2)} ms; the longest part ${show(bytes)} bytes`)
  console.log(
    `memory, MB: ${memory.map((each) => show(each / 1e6)).join(', ')}; load after: ${loadavg()[0]?.toFixed(1)}`,
  )
}

async function listPapers(): Promise<Paper[]> {
  const texts = hasRealPapers()
    ? await readRealTexts()
    : [...samplePapers({ count: NEW_PAPERS + OLD_PAPERS, seed: 1, days: 1, lastDay: DAY })]
  console.log(`${show(texts.length)} papers, ${hasRealPapers() ? 'real' : 'of the sample'}`)
  return texts.map(({ fields }, place) => placeOn(fields, place))
}

/** The first papers are of the day, the first of these featured; the others of the four days before. */
function placeOn(fields: Paper['fields'], place: number): Paper {
  const day = place < NEW_PAPERS ? DAY : addDays(DAY, -1 - (place % 4))
  const id = `2611.${String(10_000 + place)}` as PaperId
  const isFeatured = place % NEW_PAPERS < FEATURED
  const organization = { handle: `lab-${place % 40}` }
  const { title, abstract, authors, categories } = fields
  const own = { title, ...(abstract && { abstract }), ...(authors && { authors }), ...(categories && { categories }) }
  const at = fromUtcDay(day) - 20 * 3_600_000 + place
  const record = createRecord(
    id,
    { ...own, organization, publishedAt: at, announcedDay: day },
    { source: 'daily_papers', at, weight: 1 },
  )
  return {
    ...record,
    counts: { votes: { untimed: isFeatured ? 1 + random.below(200) : random.below(3) } },
    entries: isFeatured ? [{ day, place: place % NEW_PAPERS }] : [],
  }
}

async function readRealTexts(): Promise<Pick<Paper, 'fields'>[]> {
  const rows = await readRealPapers(NEW_PAPERS + OLD_PAPERS + 200_000)
  const last = rows.slice(-(NEW_PAPERS + OLD_PAPERS))
  return last.map(({ title, abstract, authors, categories = ['cs.LG'] }) => ({
    fields: { title, abstract, authors: authors ?? [], categories },
  }))
}

async function* inBatches(records: readonly Paper[]): AsyncGenerator<{ paper: Paper }[]> {
  for (let at = 0; at < records.length; at += 500) {
    yield await Promise.resolve(records.slice(at, at + 500).map((paper) => ({ paper })))
  }
}

type Subscribed = { recipients: Map<string, Recipient>; subscriptions: Map<string, Subscription> }

async function subscribeAll(db: Db): Promise<Subscribed> {
  const all: Subscribed = { recipients: new Map(), subscriptions: new Map() }
  const queries = Array.from({ length: QUERIES }, () => toQuery(draw().fields.title))
  for (let number = 0; number < subscribers; number++) {
    const id = `r${String(number).padStart(21, '0')}` as RecipientId
    const address = `reader${number}@papers.example`
    all.recipients.set(id, { id, channel: 'mail', address, secret: `s${number}`, createdAt: 1 })
    const wishes = new Map<string, Wish>()
    while (wishes.size < 3) {
      const wish = drawWish(queries)
      wishes.set(wish.kind, wish)
    }
    for (const [place, wish] of [...wishes.values()].entries()) {
      const own = `${place}${id.slice(1)}` as SubscriptionId
      all.subscriptions.set(own, toSubscription(own, id, wish))
    }
  }
  await write(db, all)
  return all
}

function toSubscription(id: SubscriptionId, recipientId: RecipientId, wish: Wish): Subscription {
  const rhythm = { span: 'day', weekdays: [1, 2, 3, 4, 5], hour: 7, zone: 'Europe/Oslo' } as const
  const state = {
    sendsEmpty: true,
    state: 'active',
    createdAt: 1,
    confirmedAt: DUE_AT - 3_600_000,
    nextAt: DUE_AT,
  } as const
  return { id, recipientId, wish, rhythm, size: 10, ...state }
}

/** As readers are thought to wish: half of them in general, the others of something. */
function drawWish(queries: readonly string[]): Wish {
  const { id, fields } = draw()
  switch (random.below(10)) {
    case 0:
    case 1:
      return { kind: 'trending' }
    case 2:
      return { kind: 'edition' }
    case 3:
    case 4:
    case 5:
      return { kind: 'category', code: fields.categories?.[0] ?? 'cs.LG' }
    case 6:
    case 7:
      return { kind: 'search', query: queries[random.below(queries.length)] ?? '' }
    case 8:
      return random.happens(0.5)
        ? { kind: 'author', name: fields.authors?.[0] ?? 'Nobody' }
        : { kind: 'organisation', handle: `lab-${random.below(40)}` }
    default:
      return { kind: 'similar', papers: [id] }
  }
}

function draw(): Paper {
  return papers[random.below(papers.length)]!
}

/** Two long words of a title that stand together. */
function toQuery(title: string): string {
  const words = title.match(/[A-Za-z]{5,}/g) ?? ['learning']
  const first = random.below(Math.max(1, words.length - 1))
  return words.slice(first, first + 2).join(' ')
}

async function write(db: Db, { recipients, subscriptions }: Subscribed): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const { id, channel, address, secret } of recipients.values()) {
      const row = { id, channel, address, address_key: address, secret, created_at: 1 }
      await tx
        .insertInto('recipient')
        .values({ ...row, suppressed_at: null, suppressed_reason: null })
        .execute()
    }
    for (const [place, { id, recipientId, wish, rhythm, nextAt = 0 }] of [...subscriptions.values()].entries()) {
      const order = {
        wish: JSON.stringify(wish),
        rhythm: JSON.stringify(rhythm),
        size: 10,
        sends_empty: 1,
        state: 'active',
      }
      const times = { created_at: 1, confirmed_at: DUE_AT - 3_600_000, ended_at: null, next_at: nextAt }
      await tx
        .insertInto('subscription')
        .values({ id, recipient_id: recipientId, ...order, ...times })
        .execute()
      if (place % 5 !== 0) continue
      for (const kind of ['more', 'more', 'less']) {
        const row = { subscription_id: id, paper_id: papers[NEW_PAPERS + random.below(OLD_PAPERS)]!.id, kind, at: 1 }
        await tx
          .insertInto('digest_feedback')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
    }
  })
}

function show(value: number): string {
  return Math.round(value).toLocaleString('en')
}

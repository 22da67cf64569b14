import { readFileSync } from 'node:fs'
import type { AskUpstream } from '../../src/domain/ports.ts'
import type { Clock, UnixMs } from '../../src/domain/time.ts'
import { createArxivSource } from '../../src/sources/arxiv/source.ts'

/** What arXiv answers to one request: a document, or what asking throws. */
export type ArxivAnswer = string | Uint8Array | Error

/** A source that was made for a test, and what it asked for, in order. */
export type AskedArxiv = { source: ReturnType<typeof createArxivSource>; asked: URL[] }

const ADDRESSES = { oai: 'http://oai.test/oai', rss: 'http://rss.test/', api: 'http://api.test/query' }

/** The arXiv source before an upstream that gives some answers in turn, then fails the test. */
export function anArxiv(
  answers: readonly ArxivAnswer[],
  wish: { categories?: readonly string[]; now?: UnixMs; clock?: Clock } = {},
): AskedArxiv {
  const asked: URL[] = []
  const { categories, now = Date.UTC(2026, 3, 8, 5), clock = () => now } = wish
  const ask: AskUpstream = ({ url }) => {
    const answer = answers[asked.length]
    asked.push(new URL(url))
    if (answer === undefined) return Promise.reject(new Error(`nobody answers ${url}`))
    if (answer instanceof Error) return Promise.reject(answer)
    const bytes = typeof answer === 'string' ? Buffer.from(answer) : answer
    return Promise.resolve({ status: 200, bytes, type: 'text/xml', at: clock(), validator: {}, url })
  }
  return { asked, source: createArxivSource({ ask, clock, categories, addresses: ADDRESSES }) }
}

/** A document of test/fixtures/arxiv. */
export function readArxivFixture(name: string): string {
  return readFileSync(new URL(`../fixtures/arxiv/${name}`, import.meta.url), 'utf8')
}

/** An answer of OAI-PMH: a list with some records and a token, or whatever else stands in it. */
export function anOaiAnswer(content: string): string {
  return `<?xml version="1.0"?><OAI-PMH><responseDate>2026-04-08T02:41:07Z</responseDate><request>x</request>${content}</OAI-PMH>`
}

/** A list of records that OAI-PMH answers. */
export function anOaiList(records: readonly string[], token = '', attributes = ''): string {
  return anOaiAnswer(
    `<ListRecords>${records.join('')}<resumptionToken ${attributes}>${token}</resumptionToken></ListRecords>`,
  )
}

/** A record of OAI-PMH in the form `arXivRaw`. */
export function anOaiRecord(id: string, day = '2026-04-08', categories = 'cs.CL'): string {
  const version = '<version version="v1"><date>Tue, 7 Apr 2026 17:05:09 GMT</date></version>'
  const raw = `<id>${id}</id>${version}<title>Owl ${id}</title><authors>Ann Owl</authors><categories>${categories}</categories>`
  const header = `<header><identifier>oai:arXiv.org:${id}</identifier><datestamp>${day}</datestamp></header>`
  return `<record>${header}<metadata><arXivRaw>${raw}<abstract>Owls.</abstract></arXivRaw></metadata></record>`
}

/** A feed of a day with some papers, each an id with its version and a kind: "2604.00101v1 new". */
export function anRssFeed(items: readonly string[], date = 'Wed, 08 Apr 2026 00:00:00 -0400'): string {
  const texts = items.map((item) => {
    const [id = '', kind = ''] = item.split(' ')
    const type = `<arxiv:announce_type>${kind}</arxiv:announce_type><category>cs.CL</category>`
    return `<item><title>Owl ${id}</title><guid>oai:arXiv.org:${id}</guid>${type}<dc:creator>Ann Owl</dc:creator></item>`
  })
  return `<rss version="2.0"><channel><title>Owls</title><pubDate>${date}</pubDate>${texts.join('')}</channel></rss>`
}

/** An answer of the query API with some papers, how many it says it found, and when they were submitted. */
export function anAtomAnswer(ids: readonly string[], total = ids.length, at = '2026-04-07T17:05:09Z'): string {
  const dates = `<published>${at}</published><updated>${at}</updated>`
  const entries = ids.map(
    (id) =>
      `<entry><id>http://arxiv.org/abs/${id}v1</id><title>Owl ${id}</title><summary>Owls.</summary>${dates}</entry>`,
  )
  return `<feed><opensearch:totalResults>${total}</opensearch:totalResults>${entries.join('')}</feed>`
}

/** An answer of the query API that is an error, with success all the same. */
export function anAtomError(message: string): string {
  const id = '<id>https://arxiv.org/api/errors#owl</id>'
  return `<feed><totalResults>1</totalResults><entry>${id}<title>Error</title><summary>${message}</summary></entry></feed>`
}

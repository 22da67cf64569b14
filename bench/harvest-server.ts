// Run by itself: an OAI-PMH server that makes its records up as they are asked for, in the order of their numbers.
//   node bench/harvest-server.ts COUNT
// Prints its address. The next page is made while the last is being read, and packed as arXiv packs its own.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Paper } from '../src/domain/paper.ts'
import type { Day } from '../src/domain/time.ts'
import { samplePapers } from '../src/services/sample/sample-papers.ts'

const PAGE_RECORDS = 2000
const IDS_A_MONTH = 99_000
const MONTH_MS = 28 * 86_400_000
const FIRST_YEAR = 15 // before 2015 ids had four digits behind the point

const count = Number(process.argv[2] ?? 100_000)
const papers = samplePapers({ count, seed: 1, days: 250, lastDay: '2026-11-20' as Day })
let made = 0
let next: { skip: number; body: Buffer } | undefined

const server = createServer((request, response) => {
  const asked = new URL(request.url ?? '/', 'http://localhost').searchParams
  const skip = Number(/skip=(\d+)/.exec(asked.get('resumptionToken') ?? 'skip=0')?.[1] ?? 0)
  const { body } = next?.skip === skip ? next : makePage(skip)
  response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Encoding': 'gzip' }).end(body)
  next = undefined
  if (skip + PAGE_RECORDS < count) setImmediate(() => (next = makePage(skip + PAGE_RECORDS)))
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/oai`))

function makePage(skip: number): { skip: number; body: Buffer } {
  if (skip !== made) throw new Error(`asked for ${skip} after ${made}`)
  let records = ''
  for (let number = 0; number < PAGE_RECORDS && made < count; number++) {
    records += toRecord(papers.next().value!, made++)
  }
  const token = made < count ? `verb%3DListRecords%26skip=${made}` : ''
  const list = `<ListRecords>\n${records}<resumptionToken expires='2999-01-01T00:00:00Z'>${token}</resumptionToken>\n</ListRecords>`
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\n<responseDate>2026-11-21T03:00:00Z</responseDate>\n<request verb="ListRecords">http://localhost/oai</request>\n`
  return { skip, body: gzipSync(`${head}${list}\n</OAI-PMH>\n`, { level: 1 }) }
}

function toRecord({ fields }: Paper, place: number): string {
  const { id, submittedAt } = toNumbered(place)
  const replacedAt = submittedAt + (fields.updatedAt ?? 0) - (fields.publishedAt ?? 0)
  const sets = (fields.categories ?? []).map((category) => ` <setSpec>${category.replace('.', ':')}</setSpec>\n`)
  const versions = Array.from({ length: fields.version ?? 1 }, (_, index) => {
    const date = new Date(index === 0 ? submittedAt : replacedAt).toUTCString()
    return `<version version="v${index + 1}"><date>${date}</date><size>512kb</size><source_type>D</source_type></version>`
  })
  return (
    `<record>\n<header>\n <identifier>oai:arXiv.org:${id}</identifier>\n <datestamp>2026-11-20</datestamp>\n${sets.join('')}</header>\n<metadata>\n` +
    `<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://arxiv.org/OAI/arXivRaw/ http://arxiv.org/OAI/arXivRaw.xsd">\n` +
    `<id>${id}</id><submitter>${escape(fields.authors?.[0] ?? '')}</submitter>${versions.join('')}<title>${escape(fields.title)}</title>` +
    `<authors>${escape((fields.authors ?? []).join(', '))}</authors><categories>${(fields.categories ?? []).join(' ')}</categories>` +
    `<comments>${escape(fields.comment ?? '')}</comments><license>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</license>` +
    `<abstract>  ${escape(fields.abstract ?? '')}\n</abstract>\n</arXivRaw>\n</metadata>\n</record>\n`
  )
}

/** arXiv numbers the papers of a month in the order in which they are submitted, so ids and dates agree. */
function toNumbered(place: number): { id: string; submittedAt: number } {
  const [month, ofMonth] = [Math.floor(place / IDS_A_MONTH), place % IDS_A_MONTH]
  const [year, ofYear] = [FIRST_YEAR + Math.floor(month / 12), (month % 12) + 1]
  return {
    id: `${year}${String(ofYear).padStart(2, '0')}.${String(ofMonth + 1).padStart(5, '0')}`,
    submittedAt: Date.UTC(2000 + year, ofYear - 1, 1) + (ofMonth / IDS_A_MONTH) * MONTH_MS,
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

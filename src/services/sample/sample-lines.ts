import { EXPORT_FORMAT, toExportLine } from '../../domain/export-line.ts'
import type { Paper } from '../../domain/paper.ts'
import { DAY_MS, type UnixMs } from '../../domain/time.ts'
import { type SampleOptions, samplePapers } from './sample-papers.ts'

const ISO_DATE_LENGTH = '2026-04-01T'.length

/**
 * The lines that `toExportLine` would write of `samplePapers`, the same byte for byte, without line breaks.
 *
 * Papers that no edition features, all but a few of a large corpus, are written by hand: some times as fast.
 */
export function* sampleLines(options: SampleOptions): Generator<string> {
  const instants = new InstantTexts()
  for (const paper of samplePapers(options)) {
    yield paper.entries.length > 0 ? toExportLine(paper) : toPlainLine(paper, instants)
  }
}

function toPlainLine({ id, fields, origins, counts }: Paper, instants: InstantTexts): string {
  const { title, abstract, authors, organization, categories, publishedAt, updatedAt } = fields
  const published = instants.toIso(publishedAt!)
  const updated = updatedAt === publishedAt ? published : instants.toIso(updatedAt!)
  const written = abstract === undefined ? '' : `"abstract":${quote(abstract)},`
  let from = ''
  if (organization) {
    const { handle, externalId, fullname } = organization
    from = `"organization":{"handle":"${handle}","externalId":"${externalId!}","fullname":"${fullname!}"},`
  }
  const votes = counts.votes?.timed
  const counted = votes
    ? `"counts":{"votes":{"timed":{"at":"${instants.toIso(votes.at)}","count":${votes.count}}}},`
    : ''
  const { source, at, weight } = origins.title!
  return (
    `{"id":"${id}","title":${quote(title)},${written}"authors":["${authors!.join('","')}"],${from}` +
    `"categories":["${categories!.join('","')}"],"primaryCategory":"${fields.primaryCategory!}",` +
    `"comment":"${fields.comment!}","announcedDay":"${fields.announcedDay!}","publishedAt":"${published}",` +
    `"version":${fields.version!},"updatedAt":"${updated}",${counted}` +
    `"origins":[{"source":"${source}","at":"${instants.toIso(at)}","weight":${weight},` +
    `"fields":["title",${abstract === undefined ? '' : '"abstract",'}"authors",` +
    `${organization ? '"organization",' : ''}"categories","primaryCategory","comment","announcedDay",` +
    `"publishedAt","version","updatedAt"]}],` +
    `"format":"${EXPORT_FORMAT}"}`
  )
}

/** JSON of a text without control characters. */
function quote(text: string): string {
  // Most texts need no escapes, and to see that is far cheaper than to look at each letter.
  return text.includes('\\') || text.includes('"') ? JSON.stringify(text) : `"${text}"`
}

/** ISO 8601 texts of instants on few days and on whole seconds: what `Date` says, but it is asked once a day. */
class InstantTexts {
  readonly #dates = new Map<number, string>()
  readonly #pairs = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

  toIso(instant: UnixMs): string {
    const dayNumber = Math.floor(instant / DAY_MS)
    let date = this.#dates.get(dayNumber)
    if (date === undefined) {
      date = new Date(instant).toISOString().slice(0, ISO_DATE_LENGTH)
      this.#dates.set(dayNumber, date)
    }
    const seconds = Math.floor((instant - dayNumber * DAY_MS) / 1000)
    const [hour, minute] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
    return `${date}${this.#pairs[hour]!}:${this.#pairs[minute]!}:${this.#pairs[seconds % 60]!}.000Z`
  }
}

import { EXPORT_FORMAT, toExportLine } from '../../domain/export-line.ts'
import type { Paper } from '../../domain/paper.ts'
import { type SampleOptions, samplePapers } from './sample-papers.ts'

/**
 * The lines that `toExportLine` would write of `samplePapers`, the same byte for byte, without line breaks.
 *
 * Papers that no edition features, all but a few of a large corpus, are written by hand: twice as fast.
 */
export function* sampleLines(options: SampleOptions): Generator<string> {
  const days = new Map<number, string>()
  const toIso = (instant: number): string => {
    const known = days.get(instant)
    if (known !== undefined) return known
    const text = new Date(instant).toISOString()
    days.set(instant, text)
    return text
  }
  for (const paper of samplePapers(options)) {
    yield paper.entries.length > 0 ? toExportLine(paper) : toPlainLine(paper, toIso)
  }
}

/** @param toDayIso text of an instant of which there are few: remembers what it was asked */
function toPlainLine({ id, fields, origins, counts }: Paper, toDayIso: (instant: number) => string): string {
  const { title, abstract, authors, organization, categories, announcedDay, publishedAt, version, updatedAt } = fields
  const published = toIso(publishedAt!)
  const { source, at, weight } = origins.title!
  let line = `{"id":"${id}","title":${quote(title)},`
  if (abstract !== undefined) line += `"abstract":${quote(abstract)},`
  line += `"authors":["${authors!.join('","')}"],`
  if (organization) line += `"organization":${JSON.stringify(organization)},`
  line += `"categories":["${categories!.join('","')}"],"primaryCategory":"${fields.primaryCategory!}",`
  line += `"comment":"${fields.comment!}","announcedDay":"${announcedDay!}","publishedAt":"${published}",`
  line += `"version":${version!},"updatedAt":"${updatedAt === publishedAt ? published : toIso(updatedAt!)}",`
  const votes = counts.votes?.timed
  if (votes) line += `"counts":{"votes":{"timed":{"at":"${toDayIso(votes.at)}","count":${votes.count}}}},`
  const names = Object.keys(origins).join('","')
  line += `"origins":[{"source":"${source}","at":"${toDayIso(at)}","weight":${weight},"fields":["${names}"]}],`
  return `${line}"format":"${EXPORT_FORMAT}"}`
}

/** JSON of a text without control characters. */
function quote(text: string): string {
  // Most texts need no escapes, and to see that is far cheaper than to look at each letter.
  return text.includes('\\') || text.includes('"') ? JSON.stringify(text) : `"${text}"`
}

function toIso(instant: number): string {
  return new Date(instant).toISOString()
}

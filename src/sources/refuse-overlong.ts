import type { Fault, FileItem } from '../domain/ports.ts'

/** In letters (UTF-16 units): the longest of 174,000 papers have a title of 250 and an abstract of 4,031. */
const MOST = { title: 2000, abstract: 50_000, aiSummary: 50_000, comment: 10_000, journalRef: 10_000 } as const
const LABELS = { title: 'title', abstract: 'abstract', aiSummary: 'summary', comment: 'comment', journalRef: 'journal' }
const MOST_OF_NAME = 1000
/** The largest collaborations are 5,000. */
const MOST_AUTHORS = 20_000

/** The item, or a fault where a text of the paper is longer than any paper's: whatever shows it would be as long. */
export function refuseOverlong<Item extends FileItem>(item: Item): Item | { fault: Fault } {
  if (!('paper' in item)) return item
  const { id, fields } = item.paper
  for (const name of Object.keys(MOST) as (keyof typeof MOST)[]) {
    const length = fields[name]?.length ?? 0
    if (length > MOST[name]) return { fault: { position: id, reason: tooLong(LABELS[name], length, MOST[name]) } }
  }
  const count = fields.authors?.length ?? 0
  if (count > MOST_AUTHORS) return { fault: { position: id, reason: tooMany(count) } }
  const longest = fields.authors?.find((author) => author.length > MOST_OF_NAME)
  if (longest === undefined) return item
  return { fault: { position: id, reason: tooLong('name of one author', longest.length, MOST_OF_NAME) } }
}

function tooMany(count: number): string {
  return `it has ${count.toLocaleString('en-GB')} authors, and may have ${MOST_AUTHORS.toLocaleString('en-GB')}`
}

function tooLong(what: string, length: number, most: number): string {
  const [has, may] = [length, most].map((count) => count.toLocaleString('en-GB'))
  return `its ${what} has ${has} letters, and may have ${may}`
}

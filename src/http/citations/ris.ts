import type { Citation } from './citation.ts'
import { type CitedName, toWrittenName } from './names.ts'

/**
 * A record of RIS: `JOUR` where a journal is known, else `UNPB`, its type for what is not published. UTF-8, lines end in
 * CR and LF.
 *
 * Source: the RIS format specification of Research Information Systems, 2001
 */
export function toRis(citation: Citation): string {
  const { title, authors, year, arxivId, journalRef, doi, url, pdfUrl, abstract } = citation
  const lines: [string, string | number | undefined][] = [
    ['TY', journalRef ? 'JOUR' : 'UNPB'],
    ['ID', citation.key],
    ['TI', title],
    ...authors.map((name): [string, string] => ['AU', toRisName(name)]),
    ['PY', year],
    ['DA', toRisDate(citation)],
    ['JO', journalRef],
    ['PB', arxivId && 'arXiv'],
    ['M1', arxivId && `arXiv:${arxivId}`],
    ['KW', citation.primaryClass],
    ['AB', abstract],
    ['N1', citation.withdrawn ? 'Withdrawn by its authors' : undefined],
    ['DO', doi],
    ['UR', url],
    ['L1', pdfUrl],
    ['ER', ''],
  ]
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([tag, value]) => `${tag}  - ${value}\r\n`)
    .join('')
}

/** "van Beethoven, Ludwig"; "King, Martin, Jr."; what is not certain in the order in which it was written. */
function toRisName(name: CitedName): string {
  if ('literal' in name) return toWrittenName(name)
  const family = [name.particle, name.family].filter((part) => part !== undefined).join(' ')
  return [family, name.given, name.suffix].filter((part) => part !== undefined).join(', ')
}

/** "2026/11/16/": the slash after the day belongs to it. */
function toRisDate({ year, month, day }: Citation): string | undefined {
  if (year === undefined || month === undefined) return undefined
  const [mm, dd] = [month, day].map((part) => (part === undefined ? '' : String(part).padStart(2, '0')))
  return `${year}/${mm}/${dd}/`
}

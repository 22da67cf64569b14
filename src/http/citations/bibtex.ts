import type { Citation } from './citation.ts'
import { type CitedName, toWrittenName } from './names.ts'
import { escapeTex, toTexTitle } from './tex-text.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * An entry of BibTeX: `@article` where a journal is known, else `@misc`; `eprint`, `archivePrefix` and `primaryClass` as
 * arXiv asks for. The key is ASCII, all else UTF-8: what is no ASCII letter is not turned into TeX.
 *
 * Source: http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf, https://info.arxiv.org/help/hypertex/bibstyles/
 */
export function toBibtex(citation: Citation): string {
  const { journalRef, authors, year, month, arxivId, primaryClass, doi, url } = citation
  const fields: [string, string | undefined][] = [
    ['title', `{${toTexTitle(citation.texTitle)}}`],
    ['author', authors.length > 0 ? `{${authors.map(toBibtexName).join(' and ')}}` : undefined],
    ['journal', journalRef && `{${escapeTex(journalRef)}}`],
    ['year', year === undefined ? undefined : `{${year}}`],
    ['month', month === undefined ? undefined : MONTHS[month - 1]],
    ['eprint', arxivId && `{${arxivId}}`],
    ['archivePrefix', arxivId && '{arXiv}'],
    ['primaryClass', primaryClass && `{${primaryClass}}`],
    ['doi', doi && `{${toVerbatim(doi)}}`],
    ['url', `{${toVerbatim(url)}}`],
    ['note', citation.withdrawn ? '{Withdrawn by its authors}' : undefined],
  ]
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = ${value}`)
  return `@${journalRef ? 'article' : 'misc'}{${citation.key},\n${lines.join(',\n')}\n}\n`
}

/** "van Beethoven, Ludwig"; "King, Jr., Martin"; what is not certain in the order in which it was written. */
function toBibtexName(name: CitedName): string {
  if ('literal' in name) {
    if (/^et\.? al\.?$/i.test(name.literal)) return 'others'
    const escaped = escapeTex(name.literal)
    // A comma or an "and" would cut the name in two, and a single word needs no protection from being cut.
    return name.isOrganization || /,| and /i.test(` ${escaped} `) ? `{${escaped}}` : escaped
  }
  if (/,| and /i.test(` ${toWrittenName(name)} `)) return `{${escapeTex(toWrittenName(name))}}`
  const family = [name.particle, name.family].filter((part) => part !== undefined).join(' ')
  return [family, name.suffix, name.given]
    .filter((part) => part !== undefined)
    .map(escapeTex)
    .join(', ')
}

/** Addresses are set letter by letter, so they are not escaped; what would end the field is encoded. */
function toVerbatim(text: string): string {
  return text.replace(/[{}\\\s]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

import { styleText } from 'node:util'
import { toUtcDay } from '../domain/time.ts'
import { foldText, removeUnprintable } from '../platform/plain-text.ts'
import { quoteWords } from '../services/search/quote-words.ts'
import { toAuthorLine } from '../platform/wording.ts'
import type { FoundPaper, MarkedText, SearchPage } from '../services/search/searching.ts'

/** Papers as lines for people: title, what is known of it in a line, the excerpt, and where asked for the score's parts. */
export function writeFoundPapers(found: readonly FoundPaper[], isStyled = process.stdout.isTTY): string {
  const mark = (text: string): string => (isStyled ? styleText('bold', text, { validateStream: false }) : `*${text}*`)
  return found.map((one) => `${toLines(one, mark).join('\n')}\n`).join('\n')
}

/** What must be said beside the papers, a line each; '' where there is nothing. */
export function writeNotices(page: SearchPage): string {
  const { found, problems, unknownWords, suggestion, absent, isPartial, waiting, meaningNote } = page
  const lines = [
    ...problems.map(({ message }) => message),
    ...(absent === undefined ? [] : [`The query names the paper ${foldText(absent)}, which is not here.`]),
    ...(found.length > 0 || absent !== undefined
      ? []
      : ['No papers match. Use fewer words, or others for the same thing.']),
    ...(unknownWords === undefined ? [] : [`No paper holds ${foldText(quoteWords(unknownWords))}.`]),
    ...(suggestion === undefined ? [] : [`Did you mean: ${suggestion}`]),
    ...(meaningNote === undefined ? [] : [meaningNote]),
    ...(isPartial ? ['The search took too long and was ended early. Rarer words find more in less time.'] : []),
    ...(waiting > 0 ? [`${waiting} changes are not indexed yet.`] : []),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

type Mark = (text: string) => string

function toLines({ headline, title, excerpt, score, parts }: FoundPaper, mark: Mark): string[] {
  const { id, authors, categories, featuredOn, publishedAt, votes } = headline
  const day = featuredOn ?? (publishedAt === undefined ? undefined : toUtcDay(publishedAt))
  const facts = [
    id,
    toAuthors(authors),
    categories[0],
    day,
    votes > 0 ? `${votes} ${votes === 1 ? 'vote' : 'votes'}` : undefined,
  ]
  return [
    toText(title, mark),
    `  ${facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')}`,
    ...(excerpt ? [`  ${toText(excerpt, mark)}`] : []),
    ...(parts ? [`  ${score.toFixed(3)}`, ...parts.map(toPart)] : []),
  ]
}

function toPart({ name, value, detail }: NonNullable<FoundPaper['parts']>[number]): string {
  return `    ${value.toFixed(3)}  ${name}${detail === undefined ? '' : ` (${detail})`}`
}

function toAuthors(authors: readonly string[]): string {
  return foldText(toAuthorLine({ authors }))
}

/** Part by part, since folding takes out the codes by which a terminal sets text bold. */
function toText(parts: MarkedText, mark: Mark): string {
  const lines = parts.map(({ type, text }) => {
    const line = removeUnprintable(text).replace(/\s+/gu, ' ')
    return type === 'highlight' ? mark(line) : line
  })
  return lines.join('').trim()
}

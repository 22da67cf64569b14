import { toPaperPath } from '../../domain/addresses.ts'
import type { CountSeries } from '../../domain/harvest.ts'
import type { Paper } from '../../domain/paper.ts'
import { foldText } from '../../platform/plain-text.ts'
import type { SimilarPaper } from '../../services/search/searching.ts'
import { toSearchPath } from '../search-path.ts'
import { findVoteCourse, VoteCourse } from './vote-course.tsx'
import { hasSummary, PaperSummary } from './paper-summary.tsx'
import { Typeset } from './typeset.tsx'
import { toAuthorLine } from './wording.ts'

type Props = { paper: Paper; similar: readonly SimilarPaper[]; counts: readonly CountSeries[] }

/** What stands beside a paper: what a machine wrote of it, how votes came, papers like it. Nothing where there is none. */
export function PaperSurroundings({ paper, similar, counts }: Props) {
  const course = findVoteCourse(counts)
  if (similar.length === 0 && !course && !hasSummary(paper)) return null
  return (
    <aside class="more side" aria-label="Around this paper">
      <PaperSummary paper={paper} />
      {course && <VoteCourse {...course} />}
      {similar.length > 0 && <Similar {...{ paper, similar }} />}
    </aside>
  )
}

function Similar({ paper, similar }: Omit<Props, 'counts'>) {
  return (
    <section aria-labelledby="near">
      <div class="head">
        <h2 id="near">Similar papers</h2>
        <a href={toSearchPath({ text: '', like: [paper.id] })}>More like this</a>
      </div>
      <ul class="similar">
        {similar.map((one) => (
          <SimilarItem similar={one} />
        ))}
      </ul>
    </section>
  )
}

function SimilarItem({ similar: { headline, shared } }: { similar: SimilarPaper }) {
  const authors = foldText(toAuthorLine(headline))
  return (
    <li>
      <h3 dir="auto">
        <a href={toPaperPath(headline.id)}>
          <Typeset text={headline.title} />
        </a>
      </h3>
      {authors !== '' && (
        <p class="byline">
          <b>{authors}</b>
        </p>
      )}
      <p class="reason">{toReason(shared)}</p>
    </li>
  )
}

/** Why it stands here: the words that both use, the most telling first. */
function toReason(shared: readonly string[]): string {
  const [last, ...rest] = shared.map((word) => `“${word}”`).reverse()
  if (last === undefined) return 'Close in meaning, in other words.'
  const words = rest.length > 0 ? `${rest.reverse().join(', ')} and ${last}` : last
  return `Both speak of ${words}.`
}

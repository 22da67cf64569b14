import { toPaperPath } from '../../domain/addresses.ts'
import type { FoundPaper, ScorePart } from '../../services/search/searching.ts'
import { PaperByline } from './paper-item.tsx'
import type { SearchPlace } from '../search-path.ts'
import { ExampleLinks } from './search-examples.tsx'
import { MarkedTypeset } from './typeset.tsx'
import { toNumber } from './wording.ts'

/** A paper that a search found, with the words that were searched for marked. */
export function SearchHit({ found, place, titleId }: { found: FoundPaper; place: SearchPlace; titleId: string }) {
  const { headline, title, excerpt, parts } = found
  const { id, votes } = headline
  return (
    <li class="item hit">
      <p class="vote">
        {toNumber(votes)}
        <span class="hide">{votes === 1 ? ' vote' : ' votes'}</span>
      </p>
      <h3 id={titleId} dir="auto">
        <a href={toPaperPath(id)}>
          <MarkedTypeset text={title} />
        </a>
      </h3>
      <PaperByline headline={headline} isDated />
      {excerpt && (
        <p class="abstract" dir="auto">
          <MarkedTypeset text={excerpt} />
        </p>
      )}
      <ExampleLinks {...{ place, titleId }} id={id} />
      {parts && <ScoreParts parts={parts} score={found.score} />}
    </li>
  )
}

/** What a score is made of. */
function ScoreParts({ parts, score }: { parts: readonly ScorePart[]; score: number }) {
  return (
    <details>
      <summary>Why it stands here: {score.toFixed(3)}</summary>
      <table class="account">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Score</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name, value, detail }) => (
            <tr>
              <th scope="row">
                {name}
                {detail !== undefined && <small> {detail}</small>}
              </th>
              <td>{value.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

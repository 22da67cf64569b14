import { toEditionVotes } from '../../domain/edition-votes.ts'
import { toShownCount } from '../../domain/join-papers.ts'
import type { EditionItem } from '../../services/list-edition.ts'
import { toPaperPath } from '../paper-address.ts'
import { foldText } from '../plain-text.ts'
import { toAuthorLine, toCounted, toNumber } from './wording.ts'

/** A paper in a list: votes, title, and in a line who wrote it, where, of what kind, and how much is said of it. */
export function PaperItem({ paper, entry }: EditionItem) {
  const { fields, counts } = paper
  const votes = toEditionVotes(paper, entry)
  const comments = toShownCount(counts.comments)
  const { organization } = fields
  const rest = [
    organization && foldText(organization.fullname ?? organization.handle),
    fields.primaryCategory ?? fields.categories?.[0],
    comments > 0 && toCounted(comments, 'comment'),
  ].filter((fact) => typeof fact === 'string')
  const authors = foldText(toAuthorLine(paper))
  return (
    <li class="item">
      <p class="vote">
        {toNumber(votes)}
        <span class="hide">{votes === 1 ? ' vote' : ' votes'}</span>
      </p>
      <h3 dir="auto">
        <a href={toPaperPath(paper.id)}>{foldText(fields.title)}</a>
      </h3>
      <p class="byline">
        {authors !== '' && <b>{authors}</b>}
        {`${authors !== '' && rest.length > 0 ? ' · ' : ''}${rest.join(' · ')}`}
      </p>
    </li>
  )
}

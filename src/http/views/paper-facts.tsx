import type { Child } from 'hono/jsx'
import { toDayPath } from '../../domain/addresses.ts'
import { toShownCount } from '../../domain/join-papers.ts'
import { type EditionEntry, isArxivKey, type Paper } from '../../domain/paper.ts'
import { type Day, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { foldText } from '../../platform/plain-text.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { Remark } from './remark.tsx'
import { toDate, toNumber } from './wording.ts'

/** What is known of a paper in dates and numbers. The editions in which it stood are links to them. */
export function PaperFacts({ paper }: { paper: Paper }) {
  const { fields, counts, entries } = paper
  const comments = toShownCount(counts.comments)
  return (
    <dl class="facts">
      {entries.map((entry) => (
        <Fact name="Featured">
          <EditionLink day={entry.day} />
          {toSubmitter(entry)}
        </Fact>
      ))}
      <Fact name="Announced">{fields.announcedDay && <Announced paper={paper} day={fields.announcedDay} />}</Fact>
      <Fact name="Published">{toTime(fields.publishedAt)}</Fact>
      <Fact name="Revised">{toRevision(paper)}</Fact>
      <Fact name="Comments">{comments > 0 && toNumber(comments)}</Fact>
      <Fact name="Journal">{fields.journalRef && toPlainText(fields.journalRef)}</Fact>
      <Fact name="Remark">{fields.comment && <Remark text={fields.comment} />}</Fact>
      <Fact name={toKeyName(paper)}>{paper.id.replace(/^(?:doi|openreview):/, '')}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children?: Child }) {
  if (children === undefined || children === false || children === '') return null
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Featured papers stand in the edition of their entry, so the day of arXiv's listing is no link for them. */
function Announced({ paper, day }: { paper: Paper; day: Day }) {
  return paper.entries.length === 0 ? <EditionLink day={day} /> : <time datetime={day}>{toDate(day)}</time>
}

function EditionLink({ day }: { day: Day }) {
  return (
    <a href={toDayPath(day)}>
      <time datetime={day}>{toDate(day)}</time>
    </a>
  )
}

function toTime(instant: UnixMs | undefined): Child | undefined {
  if (instant === undefined) return undefined
  const day = toUtcDay(instant)
  return <time datetime={day}>{toDate(day)}</time>
}

/** The day of the newest version and its number, of a paper that has more than one. */
function toRevision({ fields: { updatedAt, publishedAt, version } }: Paper): Child | undefined {
  const number = version !== undefined && version > 1 ? `version ${version}` : undefined
  const time = updatedAt === publishedAt && number === undefined ? undefined : toTime(updatedAt)
  if (time === undefined) return number
  return (
    <>
      {time}
      {number !== undefined && `, ${number}`}
    </>
  )
}

function toKeyName({ id }: Paper): string {
  if (isArxivKey(id)) return 'arXiv'
  if (id.startsWith('openreview:')) return 'OpenReview'
  return id.startsWith('doi:') ? 'DOI' : 'Key'
}

function toSubmitter({ submitter }: EditionEntry): string {
  return submitter ? `, by ${foldText(submitter.fullname ?? submitter.handle)}` : ''
}

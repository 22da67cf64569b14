import { toShownCount } from '../../domain/join-papers.ts'
import type { Paper } from '../../domain/paper.ts'
import { toPaperPath } from '../paper-address.ts'
import { foldText } from '../plain-text.ts'
import { Layout, type Site, SmallMasthead } from './layout.tsx'
import { PaperFacts } from './paper-facts.tsx'
import { PaperLinks } from './paper-links.tsx'
import { SampleNotice } from './sample-notice.tsx'
import { isLongTitle, toCounted, toDate, toNumber } from './wording.ts'
import { toUtcDay } from '../../domain/time.ts'

/** One paper: what it says, who wrote it, where it stood and where to read it whole. */
export function PaperPage({ site, paper }: { site: Site; paper: Paper }) {
  const { fields, counts } = paper
  const title = foldText(fields.title)
  return (
    <Layout site={site} title={title} masthead={<SmallMasthead />} json={`/api${toPaperPath(paper.id)}`}>
      <main id="main" class="page paper">
        <header class="top">
          <Notices paper={paper} />
          {fields.categories && <p class="kicker">{fields.categories.join(' · ')}</p>}
          <h1 class={isLongTitle(title) ? 'long' : undefined} dir="auto">
            {title}
          </h1>
          <Authors paper={paper} />
        </header>
        <aside class="acts" aria-label="About this paper">
          <p>
            <b>{toCounted(toShownCount(counts.votes), 'vote')}</b>
          </p>
          <PaperFacts paper={paper} />
        </aside>
        <div class="text">
          <section aria-label="Abstract" class="stack">
            <Abstract text={fields.abstract} />
            {fields.aiSummary !== undefined && (
              <p class="note">In a sentence, by a language model: {foldText(fields.aiSummary)}</p>
            )}
          </section>
          <PaperLinks paper={paper} />
        </div>
      </main>
    </Layout>
  )
}

function Notices({ paper }: { paper: Paper }) {
  const { withdrawnAt } = paper.fields
  return (
    <>
      <SampleNotice papers={[paper]} />
      {withdrawnAt !== undefined && (
        <p class="notice">
          <strong>Withdrawn.</strong> The authors withdrew this paper on {toDate(toUtcDay(withdrawnAt))}.
        </p>
      )}
    </>
  )
}

function Abstract({ text }: { text: string | undefined }) {
  if (text === undefined || text.trim() === '') return <p class="none">No abstract came with this paper.</p>
  return (
    <p class="abstract" dir="auto">
      {foldText(text)}
    </p>
  )
}

const SHOWN_AUTHORS = 12

function Authors({ paper }: { paper: Paper }) {
  const { authors = [], authorCount, organization } = paper.fields
  const names = authors.map(foldText)
  // One name more than fits is shown: a fold that hides a single name saves nothing.
  const shown = names.length <= SHOWN_AUTHORS + 1 ? names : names.slice(0, SHOWN_AUTHORS)
  const folded = names.slice(shown.length)
  return (
    <div class="byline">
      <b>{shown.length > 0 ? shown.join(', ') : authorCount && toCounted(authorCount, 'author')}</b>
      {folded.length > 0 && (
        <>
          {' '}
          <span>and</span>{' '}
          <details>
            <summary>{`${toNumber(folded.length)} more authors`}</summary> <span>{folded.join(', ')}</span>
          </details>
        </>
      )}
      {organization && <div>{foldText(organization.fullname ?? organization.handle)}</div>}
    </div>
  )
}

import { toPaperPath } from '../../domain/addresses.ts'
import { toShownCount } from '../../domain/join-papers.ts'
import type { CountSeries } from '../../domain/harvest.ts'
import type { Paper } from '../../domain/paper.ts'
import { toUtcDay } from '../../domain/time.ts'
import type { SimilarPaper } from '../../services/search/searching.ts'
import { type Citation, toCitation } from '../citations/citation.ts'
import { splitParagraphs } from '../paragraphs.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { Layout, type Site, SmallMasthead } from './layout.tsx'
import { PaperAuthors } from './paper-authors.tsx'
import { PaperCategories } from './paper-categories.tsx'
import { PaperCitations } from './paper-citations.tsx'
import { PaperFacts } from './paper-facts.tsx'
import { PaperHead } from './paper-head.tsx'
import { PaperLinks } from './paper-links.tsx'
import { PaperSurroundings } from './paper-surroundings.tsx'
import { SampleNotice } from './sample-notice.tsx'
import { Typeset } from './typeset.tsx'
import { isLongTitle, toCounted, toDate } from './wording.ts'

type Props = {
  site: Site
  paper: Paper
  /** Papers like it, the nearest first; none where that is not known. */
  similar?: readonly SimilarPaper[]
  /** How its numbers changed; none where nobody counted them again. */
  counts?: readonly CountSeries[]
}

/** One paper: what it says, who wrote it, where it stood, where to read it whole, and how to cite it. */
export function PaperPage({ site, paper, similar = [], counts = [] }: Props) {
  const { fields } = paper
  const title = toPlainText(fields.title)
  const path = toPaperPath(paper.id)
  const citation: Citation = toCitation(paper, site.baseUrl)
  return (
    <Layout
      {...{ site, title, path }}
      masthead={<SmallMasthead />}
      json={`/api${path}`}
      markdown={toPaperPath(paper.id, '.md')}
      head={<PaperHead {...{ site, paper, citation }} />}
      wishes={[{ kind: 'similar', papers: [paper.id] }]}
    >
      <main id="main" class="page paper">
        <header class="top">
          <Notices paper={paper} />
          <PaperCategories paper={paper} />
          <h1 class={isLongTitle(title) ? 'long' : undefined} dir="auto">
            <Typeset text={fields.title} />
          </h1>
          <PaperAuthors paper={paper} />
        </header>
        <section class="acts" aria-label="About this paper">
          <p>
            <b>{toCounted(toShownCount(paper.counts.votes), 'vote')}</b>
          </p>
          <PaperFacts paper={paper} />
        </section>
        <div class="text">
          <section aria-label="Abstract" class="stack">
            <Abstract text={fields.abstract ?? ''} />
          </section>
          <PaperLinks paper={paper} />
          <PaperCitations paper={paper} citation={citation} />
        </div>
        <PaperSurroundings {...{ paper, similar, counts }} />
      </main>
    </Layout>
  )
}

function Notices({ paper }: { paper: Paper }) {
  const { withdrawnAt } = paper.fields
  return (
    <>
      <SampleNotice ids={[paper.id]} />
      {withdrawnAt !== undefined && (
        <p class="notice">
          <strong>Withdrawn.</strong> The authors withdrew this paper on {toDate(toUtcDay(withdrawnAt))}.
        </p>
      )}
    </>
  )
}

function Abstract({ text }: { text: string }) {
  const paragraphs = splitParagraphs(text)
  if (paragraphs.length === 0) return <p class="none">No abstract came with this paper.</p>
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p class="abstract" dir="auto">
          <Typeset text={paragraph} />
        </p>
      ))}
    </>
  )
}

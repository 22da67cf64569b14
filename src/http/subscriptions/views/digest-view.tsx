import type { Child } from 'hono/jsx'
import { toPaperPath } from '../../../domain/addresses.ts'
import { type Digest, type DigestPaper, groupByTopic } from '../../../domain/digest.ts'
import type { DigestLinks } from '../../../domain/ports.ts'
import type { Rhythm } from '../../../domain/subscription.ts'
import { LINK_WORDS, toByline, toCounts, toMarkedSummary, toNothing } from '../../../platform/digest-wording.ts'
import type { Site } from '../../views/layout.tsx'
import { isLongTitle, toCounted, toLongDate } from '../../views/wording.ts'
import { SimplePage } from './simple-page.tsx'

type Props = {
  site: Site
  digest: Digest
  /** What each digest of its subscription covers. */
  span: Rhythm['span']
  links: DigestLinks
  /** The address of the inbox, and of the digest as a mail where there is such. */
  inboxPath: string
  mailPath?: string | undefined
  /** What must be known first: that it is a preview. */
  notice?: string | undefined
}

/** A digest as it was frozen, with links to say what is wanted more and less. */
export function DigestPage({ site, digest, span, links, inboxPath, mailPath, notice }: Props) {
  return (
    <SimplePage site={site} title={<bdi>{digest.title}</bdi>} name={digest.title} note={<Note digest={digest} />}>
      <div class="bar">
        <span>{notice}</span>
        <nav aria-label="Around this digest">
          <ul>
            <li>
              <a href={inboxPath}>Your digests</a>
            </li>
            {mailPath !== undefined && (
              <li>
                <a href={mailPath}>As the mail</a>
              </li>
            )}
          </ul>
        </nav>
      </div>
      {digest.papers.length === 0 && <Nothing {...{ digest, span }} />}
      {groupByTopic(digest.papers).map(({ topic, papers }, index) => (
        <section class="interest" aria-labelledby={`topic-${index}`}>
          <div class="about">
            <h2 id={`topic-${index}`} class={topic === '' ? 'hide' : undefined}>
              {topic === '' ? 'First' : topic}
            </h2>
            <p>{toCounted(papers.length, 'paper')}</p>
          </div>
          <div>
            {papers.map((paper) => (
              <Pick {...{ paper, links }} />
            ))}
          </div>
        </section>
      ))}
    </SimplePage>
  )
}

function Nothing({ digest, span }: Pick<Props, 'digest' | 'span'>) {
  const { nothing, lookedAt } = toNothing(digest, span)
  return (
    <p>
      {nothing} {lookedAt}
    </p>
  )
}

function Note({ digest }: { digest: Digest }): Child {
  const { from, to, isCatchUp } = digest
  return (
    <>
      <time datetime={to}>{toLongDate(to)}</time>
      {from !== to && (
        <>
          , from <time datetime={from}>{toLongDate(from)}</time>
          {isCatchUp && ' on, to catch up'}
        </>
      )}
      {` · ${toCounts(digest)}`}
    </>
  )
}

function Pick({ paper, links }: { paper: DigestPaper; links: DigestLinks }) {
  const { id, title, sentences, reason } = paper
  const summary = toMarkedSummary(paper)
  return (
    <article class="pick">
      <h3 dir="auto" class={isLongTitle(title) ? 'long' : undefined}>
        <a href={toPaperPath(id)}>{title}</a>
      </h3>
      <p class="byline">{toByline(paper)}</p>
      {summary !== '' && <p dir="auto">{summary}</p>}
      {sentences.length > 0 && <p dir="auto">{sentences.join(' ')}</p>}
      <p class="reason">{reason}</p>
      <p class="actions">
        <a href={links.more(id)}>{LINK_WORDS.more}</a>
        <a href={links.less(id)}>{LINK_WORDS.less}</a>
      </p>
    </article>
  )
}

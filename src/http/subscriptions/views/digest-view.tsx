import type { Child } from 'hono/jsx'
import type { Digest, DigestPaper } from '../../../domain/digest.ts'
import type { DigestLinks } from '../../../domain/ports.ts'
import type { Site } from '../../views/layout.tsx'
import { isLongTitle, toCounted, toLongDate, toNumber } from '../../views/wording.ts'
import { toPaperPath } from '../../paper-address.ts'
import { SimplePage } from './simple-page.tsx'

type Props = {
  site: Site
  digest: Digest
  links: DigestLinks
  /** The address of the inbox, and of the digest as a mail where there is such. */
  inboxPath: string
  mailPath?: string | undefined
  /** What must be known first: that it is a preview. */
  notice?: string | undefined
}

/** A digest as it was frozen, with links to say what is wanted more and less. */
export function DigestPage({ site, digest, links, inboxPath, mailPath, notice }: Props) {
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
      {digest.papers.length === 0 && <p>Nothing worth your time this time.</p>}
      {groupByTopic(digest.papers).map(({ topic, papers }, index) => (
        <section class="interest" aria-labelledby={`topic-${index}`}>
          <div class="about">
            <h2 id={`topic-${index}`}>{topic}</h2>
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

function Note({ digest }: { digest: Digest }): Child {
  const { from, to, papers, considered, isCatchUp } = digest
  return (
    <>
      <time datetime={to}>{toLongDate(to)}</time>
      {from !== to && (
        <>
          , from <time datetime={from}>{toLongDate(from)}</time>
          {isCatchUp && ' on, to catch up'}
        </>
      )}
      {` · ${toNumber(papers.length)} of ${toCounted(considered, 'paper')}`}
    </>
  )
}

function Pick({ paper, links }: { paper: DigestPaper; links: DigestLinks }) {
  const { id, title, sentences, reason, summary } = paper
  return (
    <article class="pick">
      <h3 dir="auto" class={isLongTitle(title) ? 'long' : undefined}>
        <a href={toPaperPath(id)}>{title}</a>
      </h3>
      <p class="byline">{toByline(paper)}</p>
      {sentences.length > 0 && <p dir="auto">{sentences.join(' ')}</p>}
      {summary !== undefined && <p dir="auto">{summary}</p>}
      <p class="reason">{reason}</p>
      <p class="actions">
        <a href={links.more(id)}>More like this</a>
        <a href={links.less(id)}>Less like this</a>
      </p>
    </article>
  )
}

/** "A, B, C and 57 more · Osier Valley University · 12 votes". */
function toByline({ authors, authorCount, organisation, votes }: DigestPaper): string {
  const more = authorCount > authors.length ? ` and ${toNumber(authorCount - authors.length)} more` : ''
  const facts = [`${authors.join(', ')}${more}`, organisation ?? '', votes > 0 ? toCounted(votes, 'vote') : '']
  return facts.filter((fact) => fact !== '').join(' · ')
}

type Group = { topic: string; papers: DigestPaper[] }

/** Papers of one topic stand together already. */
function groupByTopic(papers: readonly DigestPaper[]): Group[] {
  const groups: Group[] = []
  for (const paper of papers) {
    const last = groups.at(-1)
    if (last?.topic === paper.topic) last.papers.push(paper)
    else groups.push({ topic: paper.topic, papers: [paper] })
  }
  return groups
}

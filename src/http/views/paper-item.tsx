import { html } from 'hono/html'
import { isPathName, toCategoryPath, toOrganizationPath, toPaperPath } from '../../domain/addresses.ts'
import { findCategoryName } from '../../domain/arxiv-categories.ts'
import type { Headline } from '../../domain/headline.ts'
import { toUtcDay } from '../../domain/time.ts'
import { Typeset } from './typeset.tsx'
import { foldText } from '../../platform/plain-text.ts'
import { isLongTitle, toAuthorLine, toCounted, toDate, toNumber } from './wording.ts'

type HtmlText = ReturnType<typeof html>

/**
 * A paper in a list: votes, title, and in a line who wrote it, where, of what kind, and how much is said of it.
 *
 * A template, since a page holds fifty of them: the same in JSX takes four times as long.
 */
export function PaperItem({ headline, isDated = false }: { headline: Headline; isDated?: boolean }): HtmlText {
  const { id, title, votes } = headline
  return html`<li class="item">
    <p class="vote">${toNumber(votes)}<span class="hide">${votes === 1 ? ' vote' : ' votes'}</span></p>
    <h3 dir="auto"><a href="${toPaperPath(id)}">${Typeset({ text: title })}</a></h3>
    ${PaperByline({ headline, isDated })}
  </li>`
}

/** Who wrote a paper, where, of what kind, and how much is said of it: a line. */
export function PaperByline({ headline, isDated = false }: { headline: Headline; isDated?: boolean }): HtmlText {
  const authors = foldText(toAuthorLine(headline))
  const facts = toFacts(headline, isDated)
  if (authors === '') return html`<p class="byline">${facts}</p>`
  return html`<p class="byline"><b dir="auto">${authors}</b>${facts !== '' && ' · '}${facts}</p>`
}

function toFacts(headline: Headline, isDated: boolean): string {
  const { organization, categories, comments } = headline
  const facts = [
    organization && foldText(organization.fullname ?? organization.handle),
    categories[0],
    isDated ? toDateNote(headline) : undefined,
    comments > 0 ? toCounted(comments, 'comment') : undefined,
  ]
  return facts.filter((fact) => fact !== undefined).join(' · ')
}

function toDateNote({ featuredOn, publishedAt }: Headline): string | undefined {
  if (featuredOn !== undefined) return toDate(featuredOn)
  return publishedAt === undefined ? undefined : toDate(toUtcDay(publishedAt))
}

/** The first paper of an edition, with its whole abstract. */
export function LeadPaper({ headline }: { headline: Headline }): HtmlText {
  return html`<article class="lead">${toKicker(headline, true)}
    <h2${toTitleClass(headline)} dir="auto">${toTitleLink(headline)}</h2>${toRest(headline)}
  </article>`
}

/** A paper of the second rank, whose abstract is cut at some lines by the style sheet. */
export function SecondPaper({ headline }: { headline: Headline }): HtmlText {
  return html`<article class="second">${toKicker(headline, false)}
    <h3${toTitleClass(headline)} dir="auto">${toTitleLink(headline)}</h3>${toRest(headline)}
  </article>`
}

function toTitleClass({ title }: Headline): HtmlText | '' {
  return isLongTitle(title) ? html` class="long"` : ''
}

function toTitleLink({ id, title }: Headline): HtmlText {
  return html`<a href="${toPaperPath(id)}">${Typeset({ text: title })}</a>`
}

function toKicker({ categories: [category] }: Headline, isNamed: boolean): HtmlText | '' {
  if (category === undefined) return ''
  const name = isNamed ? findCategoryName(category) : undefined
  const text = name === undefined ? category : html`${name} <span>(${category})</span>`
  return html`<p class="kicker"><a href="${toCategoryPath(category)}">${text}</a></p>`
}

function toRest(headline: Headline): HtmlText {
  const { organization, abstract, votes, comments } = headline
  const authors = foldText(toAuthorLine(headline))
  const name = organization && foldText(organization.fullname ?? organization.handle)
  const from =
    organization && isPathName(organization.handle)
      ? html`<a href="${toOrganizationPath(organization.handle)}">${name}</a>`
      : name
  const isSilent = abstract === undefined || abstract.trim() === ''
  return html`<p class="byline">
      ${authors === '' ? '' : html`<b>${authors}</b>`}${authors !== '' && from ? ' · ' : ''}${from}
    </p>
    ${
      isSilent
        ? html`<p class="none">No abstract came with this paper.</p>`
        : html`<p class="abstract" dir="auto">${Typeset({ text: abstract })}</p>`
    }
    <div class="actions">
      <p class="vote">${toNumber(votes)}<span class="hide">${votes === 1 ? ' vote' : ' votes'}</span></p>
      ${comments > 0 ? html`<span>${toCounted(comments, 'comment')}</span>` : ''}
    </div>`
}

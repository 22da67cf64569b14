import { toPaperPath } from '../../../domain/addresses.ts'
import type { Headline } from '../../../domain/headline.ts'
import { toIso } from '../../../domain/time.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import type { HeadlineItem } from './answers.ts'

/** What a list says of a paper, as JSON. */
export function toHeadlineItem(headline: Headline, baseUrl: string): HeadlineItem {
  const { id, authors, categories, votes, comments, publishedAt, withdrawnAt, featuredOn, organization } = headline
  const title = toLine(headline.title)
  return {
    ...{ id, title, authors: [...authors], categories: [...categories], votes, comments },
    ...onlyPresent({
      publishedAt: publishedAt === undefined ? undefined : toIso(publishedAt),
      withdrawnAt: withdrawnAt === undefined ? undefined : toIso(withdrawnAt),
      featuredOn,
    }),
    ...(organization && { organization: { ...organization } }),
    url: `${baseUrl}${toPaperPath(id)}`,
  }
}

/** A title on one line: some sources break it, and indent what follows. */
function toLine(title: string): string {
  return title.replace(/\s+/g, ' ').trim()
}

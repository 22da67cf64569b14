import type { Headline } from '../../../domain/headline.ts'
import { toIso } from '../../../domain/time.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import { toPaperPath } from '../../paper-address.ts'
import type { HeadlineItem } from './answers.ts'

/** What a list says of a paper, as JSON. */
export function toHeadlineItem(headline: Headline, baseUrl: string): HeadlineItem {
  const { id, title, authors, categories, votes, comments, publishedAt, withdrawnAt, featuredOn, organization } =
    headline
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

import { type Context, Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import { toWishTitle } from '../../domain/wish-title.ts'
import { LINK_WORDS } from '../../platform/digest-wording.ts'
import type { Feedback } from '../../services/subscriptions/giving-feedback.ts'
import { renderPage } from '../pages/render.ts'
import { toPaperPath } from '../paper-address.ts'
import type { Site } from '../views/layout.tsx'
import { Typeset } from '../views/typeset.tsx'
import type { GetSubscribing } from './deps.ts'
import { SimplePage } from './views/simple-page.tsx'

const UNKNOWN =
  'This link is about no digest that is known here. Links in mails must be whole: some programs break them in two'

/** GET /f/TOKEN — which paper it is, and a button; POST keeps what the link says, and the next digest heeds it. */
export function feedbackPages(getSubscribing: GetSubscribing, site: Site): Hono {
  const tokenOf = (c: Context): string => c.req.param('token') ?? ''
  const show = async (c: Context): Promise<Response> => {
    const feedback = await getSubscribing().subscribing.findFeedback(tokenOf(c))
    if (!feedback) throw new AppError('not_found', UNKNOWN)
    return renderPage(c, <FeedbackPage {...{ site, feedback }} />)
  }
  const record = async (c: Context): Promise<Response> => {
    const feedback = await getSubscribing().subscribing.recordFeedback(tokenOf(c))
    if (!feedback) throw new AppError('not_found', UNKNOWN)
    return renderPage(c, <FeedbackPage {...{ site, feedback }} />)
  }
  return new Hono().get('/f/:token', show).post('/f/:token', record)
}

function FeedbackPage({ site, feedback }: { site: Site; feedback: Feedback }) {
  const { kind, kept, paper, subscription } = feedback
  const isKept = kept === kind
  return (
    <SimplePage site={site} title={`${LINK_WORDS[kind]}${isKept ? ' it is' : '?'}`}>
      <div class="stack">
        <h2 dir="auto">
          <a href={toPaperPath(paper.id)}>
            <Typeset text={paper.title ?? paper.id} />
          </a>
        </h2>
        {isKept ? (
          <p>
            The next digest of <bdi>{toWishTitle(subscription.wish)}</bdi> heeds it. The last word about a paper counts:
            the other link in the mail takes it back.
          </p>
        ) : (
          <form method="post">
            <button class="main">{LINK_WORDS[kind]}</button>
          </form>
        )}
      </div>
    </SimplePage>
  )
}

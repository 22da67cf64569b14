import { type Context, Hono } from 'hono'
import { toPaperPath } from '../../domain/addresses.ts'
import { AppError } from '../../domain/error.ts'
import { toWishTitle } from '../../domain/wish-title.ts'
import { LINK_WORDS } from '../../platform/digest-wording.ts'
import type { Feedback } from '../../services/subscriptions/giving-feedback.ts'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import { Typeset } from '../views/typeset.tsx'
import type { GetSubscribing } from './deps.ts'
import { SimplePage } from './views/simple-page.tsx'

const UNKNOWN =
  'This link is about no digest that is known here. Links in mails must be whole: some programs break them in two'

/**
 * GET /f/TOKEN — which paper it is, and a button; POST keeps what the link says, and the next digest heeds it, or takes
 * back what was said of the paper by this link or the other.
 */
export function feedbackPages(getSubscribing: GetSubscribing, site: Site): Hono {
  const tokenOf = (c: Context): string => c.req.param('token') ?? ''
  const show = async (c: Context): Promise<Response> => {
    const feedback = await getSubscribing().subscribing.findFeedback(tokenOf(c))
    if (!feedback) throw new AppError('not_found', UNKNOWN)
    return renderPage(c, <FeedbackPage {...{ site, feedback }} />)
  }
  const record = async (c: Context): Promise<Response> => {
    const { recordFeedback, takeBackFeedback } = getSubscribing().subscribing
    const act = new URLSearchParams(await c.req.text()).get('act')
    const feedback = await (act === 'forget' ? takeBackFeedback : recordFeedback)(tokenOf(c))
    if (!feedback) throw new AppError('not_found', UNKNOWN)
    return renderPage(c, <FeedbackPage {...{ site, feedback }} />)
  }
  return new Hono().get('/f/:token', show).post('/f/:token', record)
}

function FeedbackPage({ site, feedback }: { site: Site; feedback: Feedback }) {
  const { kind, kept, paper, subscription } = feedback
  const isKept = kept === kind
  const words = LINK_WORDS[kind]
  return (
    <SimplePage site={site} title={isKept ? `Noted: ${words.toLowerCase()}` : `${words}?`}>
      <div class="stack">
        <h2 dir="auto">
          <a href={toPaperPath(paper.id)}>
            <Typeset text={paper.title ?? paper.id} />
          </a>
        </h2>
        {isKept ? (
          <p>
            The next digest of <bdi>{toWishTitle(subscription.wish, subscription.names)}</bdi> heeds it. The last word
            about a paper counts.
          </p>
        ) : (
          kept !== undefined && <p>So far you said “{LINK_WORDS[kept].toLowerCase()}” of it.</p>
        )}
        <form class="actions" method="post">
          {!isKept && <button class="main">{words}</button>}
          {kept !== undefined && (
            <button name="act" value="forget">
              Take it back
            </button>
          )}
          <a href="/inbox">Your digests</a>
        </form>
      </div>
    </SimplePage>
  )
}

import type { Inbox, ManagedSubscription } from '../../../services/subscriptions/managing.ts'
import { toInboxPath, toOwnSubscriptionPath } from '../../../domain/private-addresses.ts'
import type { Recipient, SubscriptionId } from '../../../domain/subscription.ts'
import { toUtcDay } from '../../../domain/time.ts'
import { toWishTitle } from '../../../domain/wish-title.ts'
import { PrivateFeedAlternates } from '../../feeds/feed-alternates.tsx'
import type { PrivateFeeds } from '../../../services/subscriptions/private-feeds.ts'
import type { Site } from '../../views/layout.tsx'
import { toDate } from '../../views/wording.ts'
import { isSentTo } from '../sends.ts'
import { ManagedItem } from './managed-item.tsx'
import { PastDigests } from './past-digests.tsx'
import { SimplePage } from './simple-page.tsx'
import { AddForm } from './add-form.tsx'

type Props = {
  site: Site
  inbox: Inbox
  toFeedKey: PrivateFeeds['toFeedKey']
  /** What has just been done, or why it was not. */
  told?: string | undefined
  /** Whether it was not done. */
  isFault?: boolean
  /** The form of a further subscription that was sent and refused, so that nobody has to choose anew. */
  sent?: URLSearchParams | undefined
  /** Whether that form is open. */
  isAdding?: boolean
}

/** Everything of one recipient: subscriptions, what was sent, and the link itself. */
export function InboxPage({ site, inbox, toFeedKey, told, isFault = false, sent, isAdding = false }: Props) {
  const { recipient, subscriptions, digests, next } = inbox
  const { secret } = recipient
  const path = toInboxPath(secret)
  const open = subscriptions.filter(({ subscription: { state } }) => state !== 'ended')
  const toKey = (id: SubscriptionId): string => toFeedKey(recipient, id)
  const isSent = isSentTo(recipient, site)
  const ended = subscriptions.filter(({ subscription: { state } }) => state === 'ended')
  return (
    <SimplePage
      site={site}
      title="Your digests"
      subscribeAt={`${path}?add=1#add`}
      head={open.map(({ subscription: { id, wish, names } }) => (
        <PrivateFeedAlternates title={toWishTitle(wish, names)} feedKey={toKey(id)} />
      ))}
      note={
        <>
          For <bdi>{recipient.channel === 'mail' ? recipient.address : `a channel of ${recipient.channel}`}</bdi>.
          Whoever has the address of this page can change them.
        </>
      }
    >
      {told !== undefined && (
        <p class="notice" role={isFault ? 'alert' : 'status'}>
          {isFault ? <strong>{told}</strong> : told}
        </p>
      )}
      {!isSent && open.length > 0 && <NoMail />}
      <Suppressed {...{ recipient, path }} />
      <div class="stack-wide">
        <Subscriptions {...{ secret, subscriptions: open, toKey, isSent }} />
        <AddForm {...{ path, sent }} isOpen={isAdding || sent !== undefined} last={subscriptions[0]?.subscription} />
        {digests.length > 0 && <PastDigests {...{ secret, subscriptions, digests, next }} />}
        {ended.length > 0 && <Ended {...{ secret, subscriptions: ended }} />}
        <PrivateLink path={path} />
        <Forgetting path={path} />
      </div>
    </SimplePage>
  )
}

function NoMail() {
  return (
    <div class="notice">
      <p>
        <strong>No digest goes out at present:</strong> this server sends no mail. What you chose stays as it is;
        meanwhile <a href="/feeds">feeds</a> bring the same papers.
      </p>
    </div>
  )
}

function Suppressed({ recipient: { suppressed }, path }: { recipient: Recipient; path: string }) {
  if (!suppressed) return null
  return (
    <div class="notice">
      <p>
        <strong>Nothing is sent to this address</strong> since {toDate(toUtcDay(suppressed.at))}. {suppressed.reason}{' '}
        The digests that were composed until then can be read below.
      </p>
      <form method="post" action={path}>
        <button name="act" value="allow">
          Try it again
        </button>
      </form>
    </div>
  )
}

type OpenProps = {
  secret: string
  subscriptions: readonly ManagedSubscription[]
  toKey: (id: SubscriptionId) => string
  /** Whether they go out. */
  isSent: boolean
}

function Subscriptions({ secret, subscriptions, toKey, isSent }: OpenProps) {
  return (
    <div>
      {subscriptions.length === 0 && <p>There is no digest that goes out.</p>}
      {subscriptions.map((managed) => (
        <ManagedItem {...{ secret, managed, isSent }} feedKey={toKey(managed.subscription.id)} />
      ))}
    </div>
  )
}

function Ended({ secret, subscriptions }: Omit<OpenProps, 'toKey' | 'isSent'>) {
  return (
    <section aria-labelledby="ended">
      <div class="head">
        <h2 id="ended">Ended</h2>
      </div>
      <ul class="stack">
        {subscriptions.map(({ subscription: { id, wish, names, endedAt } }) => (
          <li>
            <form class="actions" method="post" action={toOwnSubscriptionPath(secret, id)}>
              <span id={`e-${id}`}>
                <bdi>{toWishTitle(wish, names)}</bdi>
                {endedAt !== undefined && ` · ended on ${toDate(toUtcDay(endedAt))}`}
              </span>
              <button class="link" name="act" value="again" aria-describedby={`e-${id}`}>
                Begin again
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

function PrivateLink({ path }: { path: string }) {
  return (
    <section aria-labelledby="link" class="stack">
      <div class="head">
        <h2 id="link">The link to this page</h2>
      </div>
      <p>
        Somebody else has it? Make a new one: the old one, and the one in every mail that was sent, then lead nowhere.
        Your feeds get new addresses, too.
      </p>
      <form method="post" action={path}>
        <button name="act" value="link">
          Make a new link
        </button>
      </form>
    </section>
  )
}

function Forgetting({ path }: { path: string }) {
  return (
    <section aria-labelledby="forget" class="stack">
      <div class="head">
        <h2 id="forget">Delete everything</h2>
      </div>
      <p>
        Ends every subscription, and deletes what is kept of this address: subscriptions, past digests, and what you
        said of papers. It cannot be undone.
      </p>
      <form method="post" action={path} class="stack">
        <p>
          <label class="check">
            <input type="checkbox" name="sure" value="1" required /> I want all of it deleted
          </label>
        </p>
        <p>
          <button name="act" value="forget">
            Delete everything
          </button>
        </p>
      </form>
    </section>
  )
}

/** What is told once everything of a recipient is deleted: the page itself is gone then. */
export function ForgottenPage({ site, isAllGone }: { site: Site; isAllGone: boolean }) {
  return (
    <SimplePage site={site} title="All of it is deleted">
      <p>
        {isAllGone
          ? 'Nothing is kept of this address any more. Links in mails that were sent lead nowhere now.'
          : 'The address alone is kept, in the list of those to which nothing may be sent.'}
      </p>
    </SimplePage>
  )
}

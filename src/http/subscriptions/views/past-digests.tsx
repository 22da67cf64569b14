import { toInboxPath, toPastDigestPath } from '../../../domain/private-addresses.ts'
import { toWishTitle } from '../../../domain/wish-title.ts'
import type { Inbox } from '../../../services/subscriptions/managing.ts'
import { toCounted, toLongDate } from '../../views/wording.ts'
import { writeDigestCursor } from '../digest-cursor.ts'
import { type PastDigest, toDeliveryText } from './delivery-text.ts'

type Props = {
  /** Of the inbox. */
  secret: string
  subscriptions: Inbox['subscriptions']
  digests: Inbox['digests']
  next?: Inbox['next']
}

/** What was put together for a recipient, the last first. */
export function PastDigests({ secret, subscriptions, digests, next }: Props) {
  const titles = new Map(subscriptions.map(({ subscription: { id, wish, names } }) => [id, toWishTitle(wish, names)]))
  return (
    <section class="list single" aria-labelledby="past">
      <div class="head">
        <h2 id="past">Past digests</h2>
      </div>
      <ul class="similar">
        {digests.map((digest) => (
          <Item {...{ secret, digest }} title={titles.get(digest.subscriptionId) ?? 'A digest'} />
        ))}
      </ul>
      {next && (
        <nav class="turn" aria-label="Pages">
          <span />
          <a rel="next" href={`${toInboxPath(secret)}?before=${writeDigestCursor(next)}`}>
            Earlier digests →
          </a>
        </nav>
      )}
    </section>
  )
}

function Item({ secret, digest, title }: { secret: string; digest: PastDigest; title: string }) {
  const { id, to, papers, composedAt, isPruned } = digest
  return (
    <li>
      <h3>{composedAt === undefined || isPruned ? title : <a href={toPastDigestPath(secret, id)}>{title}</a>}</h3>
      <p class="byline">
        <time datetime={to}>{toLongDate(to)}</time>
        {` · ${toCounted(papers, 'paper')} · ${toDeliveryText(digest)}${isPruned ? ' · what stood in it is not kept any more' : ''}`}
      </p>
    </li>
  )
}

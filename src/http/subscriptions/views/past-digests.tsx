import { toWishTitle } from '../../../domain/wish-title.ts'
import type { Inbox } from '../../../services/subscriptions/managing.ts'
import { toCounted, toLongDate } from '../../views/wording.ts'
import { writeDigestCursor } from '../digest-cursor.ts'
import { type PastDigest, toDeliveryText } from './delivery-text.ts'

type Props = {
  /** Of the inbox. */
  path: string
  subscriptions: Inbox['subscriptions']
  digests: Inbox['digests']
  next?: Inbox['next']
}

/** What was put together for a recipient, the last first. */
export function PastDigests({ path, subscriptions, digests, next }: Props) {
  const titles = new Map(subscriptions.map(({ subscription: { id, wish, names } }) => [id, toWishTitle(wish, names)]))
  return (
    <section class="list single" aria-labelledby="past">
      <div class="head">
        <h2 id="past">Past digests</h2>
      </div>
      <ul class="similar">
        {digests.map((digest) => (
          <Item {...{ path, digest }} title={titles.get(digest.subscriptionId) ?? 'A digest'} />
        ))}
      </ul>
      {next && (
        <nav class="turn" aria-label="Pages">
          <span />
          <a rel="next" href={`${path}?before=${writeDigestCursor(next)}`}>
            Earlier digests →
          </a>
        </nav>
      )}
    </section>
  )
}

function Item({ path, digest, title }: { path: string; digest: PastDigest; title: string }) {
  const { id, to, papers, composedAt, isPruned } = digest
  return (
    <li>
      <h3>{composedAt === undefined || isPruned ? title : <a href={`${path}/digests/${id}`}>{title}</a>}</h3>
      <p class="byline">
        <time datetime={to}>{toLongDate(to)}</time>
        {` · ${toCounted(papers, 'paper')} · ${toDeliveryText(digest)}${isPruned ? ' · what stood in it is not kept any more' : ''}`}
      </p>
    </li>
  )
}

import type { UnixMs } from '../../domain/time.ts'
import { type DigestStanding, findOldestDueAt, isLate } from '../../services/digests/describe-digests.ts'
import { Instant } from './instant.tsx'
import { toNumber } from './wording.ts'

/** How it stands with digests, all readers together: how many, the last and the next. Nothing where there are none. */
export function DigestSection({ digests, now }: { digests: DigestStanding; now: UnixMs }) {
  const active = count(digests, 'active')
  const paused = count(digests, 'paused')
  if (active + paused === 0) return null
  const { nextAt, sentAt, queue } = digests
  const dueAt = findOldestDueAt(queue)
  return (
    <section aria-labelledby="digests">
      <div class="head">
        <h2 id="digests">Digests</h2>
      </div>
      <dl class="facts">
        <dt>Subscriptions</dt>
        <dd>
          {toNumber(active)}
          {paused > 0 && `, ${toNumber(paused)} more paused`}
        </dd>
        <dt>Last digest</dt>
        <dd>{sentAt === undefined ? 'none so far' : <Instant at={sentAt} />}</dd>
        <dt>Next digest</dt>
        <dd>{nextAt === undefined ? 'none planned' : nextAt <= now ? 'now' : <Instant at={nextAt} />}</dd>
      </dl>
      {dueAt !== undefined && isLate(dueAt, now) && (
        <p class="note">
          Digests are late: one that was due <Instant at={dueAt} /> has not gone out. It goes out as soon as it can.
          What would come too late is left out, and its papers come with the next digest.
        </p>
      )}
    </section>
  )
}

function count({ subscriptions }: DigestStanding, state: string): number {
  return subscriptions.filter((one) => one.state === state).reduce((sum, one) => sum + Number(one.count), 0)
}

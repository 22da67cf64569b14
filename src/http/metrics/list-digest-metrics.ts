import type { UnixMs } from '../../domain/time.ts'
import type { MetricFamily, Sample } from '../../platform/prometheus-text.ts'
import { type DigestStanding, findOldestDueAt } from '../../services/digests/describe-digests.ts'

/** How digests stand as metrics. Nothing where nobody ever subscribed to any, or their state cannot be read. */
export function listDigestMetrics(standing: DigestStanding | undefined, now: UnixMs): MetricFamily[] {
  if (!standing || standing.subscriptions.length + standing.queue.ask.count === 0) return []
  const { subscriptions, suppressed, open, ended, nextAt, sentAt } = standing
  return [
    gauge(
      'digest_subscriptions',
      'Subscriptions by channel and state, as of the last five minutes.',
      of(subscriptions),
    ),
    gauge('digest_suppressed_recipients', 'Recipients to whom nothing is sent any more.', of(suppressed)),
    ...listQueueMetrics(standing, now),
    gauge('digest_next_timestamp_seconds', 'When the next digest is due.', toSeconds(nextAt)),
    gauge('delivery_open', 'Deliveries that are not over, by channel and state.', of(open)),
    gauge('delivery_ended_last_day', 'Deliveries that ended in the last 24 hours, by channel and how.', of(ended)),
    gauge('delivery_success_timestamp_seconds', 'When a digest was sent last.', toSeconds(sentAt)),
    ...listModelMetrics(standing),
  ]
}

function listQueueMetrics({ queue }: DigestStanding, now: UnixMs): MetricFamily[] {
  const { plan, compose, send, retry, ask } = queue
  const dueAt = findOldestDueAt(queue)
  const stages = Object.entries({ plan, compose, send, retry })
  return [
    gauge(
      'digest_queue',
      'Digests that are due, by what they wait for: to be begun, composed, sent, or sent again.',
      stages.map(([stage, { count }]) => ({ value: count, labels: { stage } })),
    ),
    gauge('digest_late_seconds', 'How long the digest is overdue that waits longest; 0 where none does.', [
      { value: toAge(dueAt, now) },
    ]),
    gauge('digest_failed_compositions', 'Digests that could not be composed so far.', [{ value: compose.failed }]),
    gauge('confirmation_waiting', 'Questions to readers, and private links, that are to be mailed.', [
      { value: ask.count },
    ]),
    gauge('confirmation_late_seconds', 'How long the one waits that waits longest.', [
      { value: toAge(ask.dueAt, now) },
    ]),
  ]
}

function listModelMetrics({ modelUse }: DigestStanding): MetricFamily[] {
  if (!modelUse) return []
  const { tokens, asked, refused, failed } = modelUse
  return [
    gauge('language_tokens_today', 'Tokens that the language model took since midnight UTC.', [{ value: tokens }]),
    gauge('language_answers_today', 'What came of asking it: written, refused by our checks, or failed.', [
      { value: Math.max(0, asked - refused - failed), labels: { outcome: 'written' } },
      { value: refused, labels: { outcome: 'refused' } },
      { value: failed, labels: { outcome: 'failed' } },
    ]),
  ]
}

function of(counts: readonly { channel: string; state?: string; count: number }[]): Sample[] {
  return counts.map(({ count, channel, state }) => ({
    value: Number(count),
    labels: { channel, ...(state !== undefined && { state }) },
  }))
}

function toAge(at: UnixMs | undefined, now: UnixMs): number {
  return at === undefined ? 0 : Math.max(0, now - at) / 1000
}

function toSeconds(at: UnixMs | undefined): Sample[] {
  return at === undefined ? [] : [{ value: at / 1000 }]
}

function gauge(name: string, help: string, samples: Sample[]): MetricFamily {
  return { name: `broadsheet_${name}`, help, type: 'gauge', samples }
}

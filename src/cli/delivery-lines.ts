import type { DigestOperation } from '../compose-subscriptions.ts'
import { showAddress } from '../domain/shown-address.ts'
import { toIso, toMinute } from '../domain/time.ts'
import { toFactLines } from './subscription-lines.ts'

type Listed = Awaited<ReturnType<DigestOperation['list']>>[number]
type Shown = Awaited<ReturnType<DigestOperation['show']>>

const ID_WIDTH = 33
const STATE_WIDTH = 7

/** The heads of a list of deliveries. */
export const DELIVERY_HEADS = `${'DIGEST'.padEnd(ID_WIDTH)}  ${'STATE'.padEnd(STATE_WIDTH)}  DUE                   WHERE, WHAT HAPPENED`

/** A delivery as a line of a list; where it goes is never shown whole where that is a secret. */
export function toDeliveryLine(delivery: Listed): string {
  const { id, state, dueAt, recipient } = delivery
  const what = `${recipient.channel} ${showAddress(recipient)}${toCourse(delivery)}`
  return `${id.padEnd(ID_WIDTH)}  ${state.padEnd(STATE_WIDTH)}  ${toMinute(dueAt)}  ${what}`
}

function toCourse({ attempts, nextAt, trouble, state }: Listed): string {
  const next = state === 'waiting' && attempts > 0 && nextAt !== undefined ? `, again at ${toMinute(nextAt)}` : ''
  const tries = attempts > 1 || next !== '' ? `, ${attempts} ${attempts === 1 ? 'try' : 'tries'}${next}` : ''
  return `${tries}${trouble === undefined ? '' : `: ${trouble}`}`
}

/** A delivery for programs: an object on one line. */
export function toDeliveryJson({ id, state, dueAt, recipient, attempts, ...rest }: Listed): string {
  const { nextAt, handedOverAt, endedAt, trouble } = rest
  const toTime = (instant: number | undefined): string | null => (instant === undefined ? null : toIso(instant))
  return JSON.stringify({
    ...{ id, state, dueAt: toIso(dueAt), channel: recipient.channel, where: showAddress(recipient), attempts },
    ...{
      nextAt: toTime(nextAt),
      handedOverAt: toTime(handedOverAt),
      endedAt: toTime(endedAt),
      trouble: trouble ?? null,
    },
  })
}

/** What a digest holds, and how it stands with it, a fact a line; then its papers. */
export function toDigestLines({ digest, delivery }: Shown): string[] {
  const facts = toFactLines([
    ['Digest', digest.id],
    ['Of', digest.title],
    ['Days', digest.from === digest.to ? digest.to : `${digest.from} to ${digest.to}`],
    ['Due', toMinute(digest.dueAt)],
    ['Composed', toMinute(digest.composedAt)],
    ['Chosen from', `${digest.considered} papers`],
    ['Delivery', delivery?.state ?? 'none: no paper was worth it'],
    ['Where', delivery && `${delivery.recipient.channel} ${showAddress(delivery.recipient)}`],
    ['Tries', delivery && String(delivery.attempts)],
    ['Next try', delivery?.nextAt === undefined ? undefined : toMinute(delivery.nextAt)],
    ['Handed over', delivery?.handedOverAt === undefined ? undefined : toMinute(delivery.handedOverAt)],
    ['Ended', delivery?.endedAt === undefined ? undefined : toMinute(delivery.endedAt)],
    ['Trouble', delivery?.trouble],
  ])
  return [...facts, '', ...digest.papers.map(({ id, title }) => `${id}  ${title}`)]
}

import { describeRhythm } from '../domain/rhythm.ts'
import { showAddress } from '../domain/shown-address.ts'
import { toIso, toMinute } from '../domain/time.ts'
import { toWishTitle } from '../domain/wish-title.ts'
import type { Operation } from '../compose-channels.ts'

type Listed = Awaited<ReturnType<Operation['list']>>[number]
type Shown = Awaited<ReturnType<Operation['get']>>

const ID_WIDTH = 22
const STATE_WIDTH = 7
const CHANNEL_WIDTH = 8

/** The heads of a list of subscriptions. */
export const LIST_HEADS = `${'ID'.padEnd(ID_WIDTH)}  ${'STATE'.padEnd(STATE_WIDTH)}  ${'CHANNEL'.padEnd(CHANNEL_WIDTH)}  WHERE, WHAT, WHEN`

/** A subscription as a line of a list; where its digests go is never shown whole where that is a secret. */
export function toListLine({ recipient, subscription }: Listed): string {
  const { id, state, wish, names, rhythm } = subscription
  const what = `${showAddress(recipient)}: ${toWishTitle(wish, names)}, ${describeRhythm(rhythm)}`
  const held = recipient.suppressed ? ' (nothing is sent there)' : ''
  return `${id.padEnd(ID_WIDTH)}  ${state.padEnd(STATE_WIDTH)}  ${recipient.channel.padEnd(CHANNEL_WIDTH)}  ${what}${held}`
}

/** A subscription for programs: an object on one line. */
export function toJsonLine({ recipient, subscription }: Listed): string {
  const { id, state, wish, rhythm, size, sendsEmpty, createdAt, confirmedAt, endedAt, nextAt } = subscription
  const { channel, suppressed } = recipient
  return JSON.stringify({
    ...{ id, state, channel, where: showAddress(recipient), wish, rhythm, size, sendsEmpty },
    createdAt: toIso(createdAt),
    confirmedAt: toIsoOrNull(confirmedAt),
    endedAt: toIsoOrNull(endedAt),
    nextAt: toIsoOrNull(nextAt),
    suppressed: suppressed ? { at: toIso(suppressed.at), reason: suppressed.reason } : null,
  })
}

/**
 * All that is known of a subscription, a fact a line.
 *
 * @param missing what its channel lacks to send
 * @param doubt why it may never bring a paper
 */
export function toShownLines(
  { recipient, subscription, last }: Shown,
  missing: string | undefined,
  doubt?: string,
): string[] {
  const { id, state, wish, names, rhythm, size, sendsEmpty, confirmedAt, nextAt } = subscription
  const facts: [name: string, value: string | undefined][] = [
    ['Subscription', id],
    ['State', state],
    ['Channel', recipient.channel],
    ['Where', showAddress(recipient)],
    ['What', toWishTitle(wish, names)],
    ['To mind', doubt],
    ['When', describeRhythm(rhythm)],
    ['Papers', `at most ${size}`],
    ['Without any', sendsEmpty ? 'a digest that says so' : 'no digest'],
    ['Confirmed', confirmedAt === undefined ? 'not by its reader' : toMinute(confirmedAt)],
    ['Next digest', nextAt === undefined ? 'none' : toMinute(nextAt)],
    ['Last digest', last ? describeLast(last) : 'none yet'],
    ['Trouble', last?.trouble],
    ['Not set up', missing && `${missing} Nothing goes out by ${recipient.channel} until the server has it.`],
    [
      'Nothing is sent',
      recipient.suppressed && `since ${toMinute(recipient.suppressed.at)}: ${recipient.suppressed.reason}`,
    ],
  ]
  return toFactLines(facts)
}

/** Facts, a line each, their names in a column. Those without a value are left out. */
export function toFactLines(facts: readonly (readonly [name: string, value: string | undefined])[]): string[] {
  const known = facts.filter(([, value]) => value !== undefined)
  const width = Math.max(...known.map(([name]) => name.length))
  return known.map(([name, value = '']) => `${name.padEnd(width)}  ${value}`)
}

function describeLast({ id, to, papers, delivery, composedAt }: NonNullable<Shown['last']>): string {
  const state = delivery?.state ?? (composedAt === undefined ? 'not composed yet' : 'nothing to send')
  return `${to}, ${papers} ${papers === 1 ? 'paper' : 'papers'}, ${state} (${id})`
}

function toIsoOrNull(at: number | undefined): string | null {
  return at === undefined ? null : toIso(at)
}

import type { DigestId } from '../../domain/digest.ts'
import type { Clock } from '../../domain/time.ts'
import { groupCalls } from '../../platform/group-calls.ts'
import type { Db } from '../../store/db.ts'
import { endDeliveries, holdDeliveries, markHandedOver } from '../../store/deliveries.ts'
import { listUnwanted, type Unwanted } from '../../store/wanted-digests.ts'

/** Asks and notes what every delivery asks and notes, of many together. */
export type DeliveryMarks = {
  /** Why a digest is not to be sent any more, as things stand now; `undefined` where nothing stands against it. */
  findObstacle(id: DigestId): Promise<string | undefined>
  /** Whether the delivery is still the worker's, nothing stands against it, and it is noted as handed over; else it must not be sent. */
  handOver(id: DigestId): Promise<boolean>
  sent(id: DigestId): Promise<void>
}

type Mark = { id: DigestId; step: 'handed_over' | 'sent' }

const MOST_MARKS = 200

/**
 * Makes the marks of one worker. A transaction waits for the disk: with one for each step of each message, the disk and
 * not the network would say how many go out.
 */
export function markDeliveries({ db, worker, clock }: { db: Db; worker: string; clock: Clock }): DeliveryMarks {
  const mark = groupCalls(async (marks: readonly Mark[]) => {
    const toIds = (wanted: Mark['step']): DigestId[] => marks.flatMap(({ id, step }) => (step === wanted ? [id] : []))
    const [sent, handedOver] = [toIds('sent'), toIds('handed_over')]
    const held = await db.transaction().execute(async (tx) => {
      const now = clock()
      await holdDeliveries(tx, [...sent, ...handedOver])
      if (sent.length > 0) await endDeliveries(tx, sent, worker, { state: 'sent', now, isTried: true })
      return handedOver.length === 0 ? new Set<DigestId>() : markHandedOver(tx, handedOver, worker, now)
    })
    return marks.map(({ id, step }) => step === 'sent' || held.has(id))
  }, MOST_MARKS)
  const findUnwanted = groupCalls(async (ids: readonly DigestId[]) => {
    const unwanted = await listUnwanted(db, ids)
    return ids.map((id) => unwanted.get(id))
  }, MOST_MARKS)
  return {
    findObstacle: async (id) => toObstacle(await findUnwanted(id)),
    handOver: (id) => mark({ id, step: 'handed_over' }),
    sent: async (id) => void (await mark({ id, step: 'sent' })),
  }
}

/** Why a digest is not to be sent, for people; `undefined` where nothing stands against it. */
export function toObstacle(unwanted: Unwanted | undefined): string | undefined {
  if (!unwanted) return undefined
  const { suppressed, state } = unwanted
  if (suppressed !== undefined) return suppressed === '' ? 'Nothing is sent to this address.' : suppressed
  return state === 'paused' ? 'The subscription is paused.' : 'The subscription has ended.'
}

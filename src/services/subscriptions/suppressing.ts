import { AppError } from '../../domain/error.ts'
import { parseMailAddress } from '../../domain/mail-address.ts'
import type { Recipient } from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { allowRecipient, findRecipientByKey, listSuppressed } from '../../store/recipients.ts'
import { suppressAddress } from './suppress-address.ts'

/** What an operator does about mail addresses to which nothing may be sent. */
export type Suppressing = {
  /**
   * Sends nothing more to an address that takes no mail, or whose reader complained: its subscriptions end. Again, it
   * changes nothing.
   *
   * @param reason a whole sentence: the reader sees it behind the private link
   * @returns whether it was news
   * @throws AppError `invalid` for no address, `not_found` where nobody subscribed with it
   */
  suppress(address: string, reason: string): Promise<boolean>
  /** Lets an address be written to again; what ended stays ended. @throws AppError as `suppress` does */
  allow(address: string): Promise<void>
  /** To whom nothing is sent, the last first. */
  list(size: number): Promise<Recipient[]>
}

/** Makes the use cases on a database. */
export function createSuppressing({ db, clock }: { db: Db; clock: Clock }): Suppressing {
  return {
    suppress: (address, reason) =>
      db.transaction().execute(async (tx) => {
        const { id, suppressed } = await getRecipient(tx, address)
        return suppressed ? false : suppressAddress(tx, id, reason, clock())
      }),
    allow: async (address) => allowRecipient(db, (await getRecipient(db, address)).id),
    list: (size) => listSuppressed(db, size),
  }
}

async function getRecipient(db: Db, address: string): Promise<Recipient> {
  const recipient = await findRecipientByKey(db, 'mail', parseMailAddress(address).key)
  if (!recipient) throw new AppError('not_found', 'Nobody has subscribed with this address. Nothing was changed.')
  return recipient
}

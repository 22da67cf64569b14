import type { SourceName } from '../../domain/paper.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import { endSilence } from '../../store/source-states.ts'
import { hurryTasks } from '../../store/tasks.ts'

/**
 * Has sources asked at once that did not answer when they were asked last: for when somebody asks for them by hand or
 * starts a server, since the network that was away may be back. What a source asked for itself (`busy`) is kept.
 *
 * @throws AppError `unavailable` when the database does not answer
 */
export async function setAsideSilence(db: Db, sources: readonly { name: SourceName }[]): Promise<void> {
  try {
    await db.transaction().execute(async (tx) => {
      for (const { name } of sources) if (await endSilence(tx, name)) await hurryTasks(tx, name)
    })
  } catch (error) {
    throw toStoreError(error)
  }
}

import type { Harvest, PaperSource } from '../../domain/harvest.ts'
import { toUtcDay, type UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { raiseReach } from '../../store/reaches.ts'
import type { TaskTable } from '../../store/schema.ts'
import { tellMishap } from '../../store/troubles.ts'

/** Notes how far an answer has come, in its transaction, and tells people of the days that its task leaves out. */
export async function keepReach(
  tx: Db,
  { name, title }: Pick<PaperSource, 'name' | 'title'>,
  { task, harvest }: { task: TaskTable; harvest: Harvest },
  now: UnixMs,
): Promise<void> {
  const { reached, missed } = harvest
  if (missed) {
    const days = missed.from === missed.until ? missed.from : `${missed.from} to ${missed.until}`
    const message = `Of "${task.subject}" ${title} was not asked for ${days}: that lies too far back. Where it is wanted, "broadsheet sync ${name} --since ${missed.from}" fetches it.`
    await tellMishap(tx, { source: name, kind: 'incomplete', subject: task.subject, message }, now)
  }
  if (reached) await raiseReach(tx, name, reached, toUtcDay(now))
}

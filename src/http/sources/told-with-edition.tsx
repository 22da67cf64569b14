import type { Child } from 'hono/jsx'
import type { Period } from '../../domain/period.ts'
import type { Day } from '../../domain/time.ts'
import type { FirstStart } from '../../services/sync/describe-start.ts'
import type { SourceStanding } from '../../services/sync/source-standing.ts'
import { explainAbsence } from '../absence.ts'
import { type EditionNotice, explainBatch, listEditionNotices } from './edition-notices.ts'
import { EditionNotices } from './notices.tsx'
import { StartNotice, StillComing } from './start-notice.tsx'

/** What is told beside an edition of how its papers come. */
export type Told = {
  notices: readonly EditionNotice[]
  /** While the first papers are fetched; until there is one, the sample is shown. */
  start: FirstStart | undefined
  /** Why it holds no papers, for one that holds none. */
  absence: { title: string; reason: string }
}

type Asked = { period: Period; openDay: Day; isNewest: boolean; isEmpty: boolean }

/** Reads what is to be told beside an edition: of a day nothing while all is well, of a week or a month nothing. */
export async function readTold(
  { describeBatch, describeStart }: Pick<SourceStanding, 'describeBatch' | 'describeStart'>,
  { period, openDay, isNewest, isEmpty }: Asked,
): Promise<Told> {
  const absence = explainAbsence(period, openDay)
  const start = await describeStart()
  const day = period.from
  if (start?.isEmpty === true || period.kind !== 'day' || day > openDay) return { start, notices: [], absence }
  if (isEmpty) return { start, notices: [], absence: explainBatch(await describeBatch(day)) ?? absence }
  return { start, absence, notices: await listEditionNotices(describeBatch, { day, isNewest, openDay }) }
}

/** What of it a page shows: `notices` in its masthead (absent where nothing is to be told), and whether it loads itself again. */
export type ShownTold = { reloads: boolean; notices?: Child }

/**
 * The same for a page. While the first papers are fetched it loads itself again, and where there is no network not: that
 * may last for days. Who reads it says otherwise with `reload`.
 */
export function showTold(
  { start, notices }: Pick<Told, 'start' | 'notices'>,
  { path, reload }: { path: string; reload?: 'on' | 'off' | undefined },
): ShownTold {
  if (start?.isEmpty === true) {
    const reloads = (reload ?? (start.isOffline ? 'off' : 'on')) === 'on'
    return { reloads, notices: <StartNotice {...{ start, path, reloads }} /> }
  }
  const told = notices.length > 0 && <EditionNotices notices={notices} />
  if (start) return { reloads: false, notices: [told, <StillComing sources={start.sources} />] }
  return { reloads: false, ...(told !== false && { notices: told }) }
}

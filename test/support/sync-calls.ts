import type { PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import * as batches from '../../src/store/announced-batches.ts'
import * as announcements from '../../src/store/announcements.ts'
import type { Db } from '../../src/store/db.ts'
import { findReach, raiseReach } from '../../src/store/reaches.ts'
import { deletePacesBefore } from '../../src/store/paces.ts'
import { inSavepoint } from '../../src/store/savepoint.ts'
import type { TaskTable } from '../../src/store/schema.ts'
import * as signals from '../../src/store/signals.ts'
import * as states from '../../src/store/source-states.ts'
import { listSubjects } from '../../src/store/subjects.ts'
import { isStarting, listCatchUpCounts } from '../../src/store/catch-ups.ts'
import { listTaskCounts } from '../../src/store/task-counts.ts'
import * as tasks from '../../src/store/tasks.ts'
import * as troubles from '../../src/store/troubles.ts'
import * as validators from '../../src/store/validators.ts'

const day = '2026-11-20' as Day
const id = '2611.00001' as PaperId
const planned = { source: 'arxiv' as const, key: 'listed', subject: 'listed', dueAt: 1, place: 0 }
const task: TaskTable = {
  ...{ source: 'arxiv', key: 'listed', subject: 'listed', purpose: null, due_at: 1, place: 0 },
  ...{ resume: null, attempts: 0 },
  ...{ restarts: 0, answers: 0, tried_at: null, retry_at: null, taken: 0, faults: 0, total: null },
  ...{ finished_at: null, outcome: null, trouble: null },
}

/** Every function of the store by which papers come from sources, by name. */
export const SYNC_CALLS: Record<string, (db: Db) => Promise<unknown>> = {
  advanceTask: (db) => tasks.advanceTask(db, task, { taken: 2, faults: 0, resume: 'on', total: 5 }, 9),
  'advanceTask to its end': (db) => tasks.advanceTask(db, { ...task, resume: 'on' }, { taken: 2, faults: 0 }, 9),
  claimSource: (db) => states.claimSource(db, 'arxiv', { runner: 'serve', now: 1, until: 2 }),
  deleteAnnouncementsBefore: (db) => announcements.deleteAnnouncementsBefore(db, day),
  deletePacesBefore: (db) => deletePacesBefore(db, 1),
  deleteTasksBefore: (db) => tasks.deleteTasksBefore(db, 1),
  deleteTroublesBefore: (db) => troubles.deleteTroublesBefore(db, 1),
  deleteValidatorsBefore: (db) => validators.deleteValidatorsBefore(db, 1),
  findAnnouncedDays: (db) => announcements.findAnnouncedDays(db, 'arxiv', [id]),
  findKnownDays: (db) => announcements.findKnownDays(db, 'arxiv', [id]),
  endSilence: (db) => states.endSilence(db, 'arxiv'),
  findBatch: (db) => batches.findBatch(db, 'arxiv', day),
  findDueTask: (db) => tasks.findDueTask(db, 'arxiv', 1),
  findNewestBatch: (db) => batches.findNewestBatch(db, 'arxiv', 1),
  findReach: (db) => findReach(db, 'arxiv', 'changed cs'),
  findSourceState: (db) => states.findSourceState(db, 'arxiv'),
  findTasks: (db) => tasks.findTasks(db, 'arxiv', ['listed']),
  findValidator: (db) => validators.findValidator(db, 'https://example.org/feed'),
  hurryTasks: (db) => tasks.hurryTasks(db, 'arxiv'),
  hasBatchBefore: (db) => batches.hasBatchBefore(db, 'arxiv', day),
  inSavepoint: (db) => inSavepoint(db, () => Promise.resolve()),
  insertBatch: (db) => batches.insertBatch(db, 'arxiv', { day, dueAt: 1 }),
  insertTasks: (db) => tasks.insertTasks(db, [planned]),
  listNew: (db) => announcements.listNew(db, day),
  listMissing: (db) => announcements.listMissing(db, 'arxiv', day),
  listOpenBatches: (db) => batches.listOpenBatches(db, 'arxiv', 1),
  listCatchUpCounts: (db) => listCatchUpCounts(db),
  isStarting: (db) => isStarting(db),
  listOpenTasks: (db) => tasks.listOpenTasks(db, 'arxiv', 10),
  listOpenTroubles: troubles.listOpenTroubles,
  listCountSeries: (db) => signals.listCountSeries(db, id),
  joinSignals: (db) => signals.joinSignals(db, [{ id, absorbed: ['title:0' as PaperId] }]),
  listSourceStates: states.listSourceStates,
  'listSubjects with code': (db) => listSubjects(db, { of: 'repositories', days: 30, limit: 50 }, 1),
  'listSubjects with names': (db) => listSubjects(db, { of: 'papers', days: 30, after: id, limit: 50 }, 1),
  listTaskCounts: (db) => listTaskCounts(db, 1),
  listTaskOutlooks: (db) => tasks.listTaskOutlooks(db, 1),
  listTroubles: (db) => troubles.listTroubles(db, 50),
  markAnnounced: (db) => batches.markAnnounced(db, 'arxiv', { day, announced: 1 }, 1),
  markReckoned: (db) => batches.markReckoned(db, 'arxiv', { day, count: 1 }, 1),
  markFailure: (db) =>
    states.markFailure(db, 'arxiv', { kind: 'silent', now: 1, trouble: 'It is silent.', stoppedUntil: 2 }),
  forgetTimes: (db) => states.forgetTimes(db, 'arxiv'),
  markPlanned: (db) => states.markPlanned(db, 'arxiv', 1),
  markSuccess: (db) => states.markSuccess(db, 'arxiv', 1),
  raiseReach: (db) => raiseReach(db, 'arxiv', { subject: 'changed cs', day }, day),
  releaseSource: (db) => states.releaseSource(db, 'arxiv', 'serve'),
  reopenTasks: (db) => tasks.reopenTasks(db, [planned]),
  replaceTasks: (db) => tasks.replaceTasks(db, 'arxiv', 1),
  setBackTask: (db) => tasks.setBackTask(db, task, { trouble: 'Half an answer.', retryAt: 2, restart: true }, 1),
  settleTroubles: (db) => troubles.settleTroubles(db, 'arxiv', { kinds: ['silent'], subject: '' }, 1),
  settleTroublesBefore: (db) => troubles.settleTroublesBefore(db, 1, 2),
  tellMishap: (db) => troubles.tellMishap(db, { source: 'arxiv', kind: 'records', subject: 'x', message: 'Two.' }, 1),
  tellTrouble: (db) => troubles.tellTrouble(db, { source: 'arxiv', kind: 'silent', subject: '', message: 'No.' }, 1),
  writeAnnouncements: (db) => announcements.writeAnnouncements(db, 'arxiv', day, [{ id, kind: 'new', version: 1 }]),
  writeSignals: (db) => signals.writeSignals(db, 'daily_papers', [{ id, name: 'votes', at: 1, count: 2 }]),
  writeValidators: (db) => validators.writeValidators(db, new Map([['https://example.org/feed', { etag: '"1"' }]]), 1),
}

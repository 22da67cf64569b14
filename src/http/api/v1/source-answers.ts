import { z } from 'zod'

const instant = z.iso.datetime()
const source = z.string().describe('Its name, as in the setting `SOURCES`: `arxiv`.')

/** Something that went wrong with a source. */
export const sourceProblem = z
  .object({
    id: z.string().describe('The same as long as it is the same problem.'),
    source,
    kind: z
      .enum(['busy', 'silent', 'broken', 'refused', 'stale', 'records', 'late', 'incomplete', 'internal'])
      .describe(
        'What happened: it asks us to wait (`busy`), does not answer (`silent`), answers what cannot be read (`broken`) or is old (`stale`), refuses to (`refused`), has records that cannot be read (`records`), has not announced what is due (`late`), announced papers that are missing here (`incomplete`), or broke something of ours (`internal`).',
      ),
    title: z.string().describe('In a line.'),
    subject: z.string().exactOptional().describe('What it is about, such as a day; absent for the source as a whole.'),
    message: z.string().describe('What happened and what is done about it, as of the last time.'),
    firstAt: instant,
    lastAt: instant,
    times: z.number().describe('How often it was told.'),
    isSettled: z.boolean().describe('Whether it is over.'),
    settledAt: instant.exactOptional(),
  })
  .meta({
    id: 'SourceProblem',
    description: 'Something that went wrong with a source. Keys and private addresses are left out.',
  })
export type SourceProblem = z.infer<typeof sourceProblem>

const batch = z
  .object({
    day: z.iso.date(),
    state: z
      .enum(['holiday', 'awaited', 'late', 'incomplete', 'complete', 'unchecked'])
      .describe(
        'Nothing is announced for the day (`holiday`); it is not due yet (`awaited`), overdue (`late`), here in part (`incomplete`) or whole (`complete`); or it cannot be told any more what was announced (`unchecked`).',
      ),
    dueAt: instant.exactOptional(),
    announced: z.number().exactOptional().describe('How many papers were announced.'),
    reckoned: z
      .number()
      .exactOptional()
      .describe('How many papers are of this day by when they were submitted; with `unchecked`.'),
    here: z.number().exactOptional().describe('How many of them are here, in the announced version or a later one.'),
    completedAt: instant.exactOptional(),
    closedAt: instant.exactOptional().describe('When what is missing was given up; with `incomplete`.'),
    nextTryAt: instant.exactOptional().describe('When something is tried about it next.'),
    next: z
      .object({ day: z.iso.date(), dueAt: instant })
      .exactOptional()
      .describe('The next day for which papers are announced, and when they are due.'),
  })
  .meta({
    id: 'AnnouncedBatch',
    description: 'The papers that a source announces for a day, and how many of them are here.',
  })

const task = z
  .object({
    taken: z.number().describe('Records taken in.'),
    faults: z.number().describe('Records left out.'),
    total: z.number().exactOptional().describe('How many there are, where the source tells.'),
    isUnderWay: z.boolean(),
    dueAt: instant,
    retryAt: instant.exactOptional().describe('When it is tried again, where it failed.'),
  })
  .meta({ id: 'SourceTask', description: 'Something that is fetched, or is to be.' })

const catchUp = z
  .object({
    purpose: z
      .enum(['start', 'backfill'])
      .describe(
        'What was planned when the source was asked for the first time, or a backfill that somebody asked for.',
      ),
    planned: z.number().describe('Steps, most of them a day or a week of papers.'),
    ended: z.number().describe('How many of them are done, or were refused.'),
    taken: z.number().describe('Records taken in.'),
    leftMinutes: z
      .number()
      .exactOptional()
      .describe('How long the rest takes at the pace of the last steps, rounded up; absent while nobody can tell.'),
  })
  .meta({ id: 'SourceCatchUp', description: 'Past days that are fetched.' })

/** How it stands with a source. */
export const sourceItem = z
  .object({
    name: source,
    title: z.string().describe('As people call it.'),
    isOn: z.boolean().describe('Whether it is asked. Of one that is not, nothing else is told.'),
    terms: z.string().exactOptional().describe('What it asks of whoever reads it.'),
    succeededAt: instant.exactOptional().describe('When an answer of it was kept last; absent where it never was.'),
    failedAt: instant.exactOptional(),
    failures: z.number().exactOptional().describe('Tries without success since then.'),
    stoppedUntil: instant.exactOptional().describe('It is left alone until then.'),
    nextAt: instant.exactOptional().describe('When it is asked next; in the past while it is being asked.'),
    due: z.number().exactOptional().describe('Tasks that are due and not done.'),
    catchUps: z.array(catchUp).exactOptional().describe('Past days that are fetched, whichever process does it.'),
    tasks: z.array(task).exactOptional().describe('Those that are worked on first, at most ten.'),
    newestBatch: batch.exactOptional().describe('The newest day that it announced papers for, or should have by now.'),
    problems: z.array(sourceProblem).exactOptional().describe('What is wrong now, the newest first.'),
  })
  .meta({ id: 'Source', description: 'Where papers or counts come from, and how it stands.' })
export type SourceItem = z.infer<typeof sourceItem>
export type BatchItem = z.infer<typeof batch>

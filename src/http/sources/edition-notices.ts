import { addDays, type Day, toWeekday, type UnixMs } from '../../domain/time.ts'
import type { BatchDescription, DescribeBatch } from '../../services/sync/describe-batch.ts'
import { toComing } from '../absence.ts'
import { type Phrase, toPhraseText } from '../views/phrases.tsx'
import { toCounted, toLongDate, toNumber } from '../views/wording.ts'

/** What must be known of an edition before it is read: the heart of it in a sentence, and what is done about it. */
export type EditionNotice = { says: string; then: readonly Phrase[] }

/** Which edition is read: of a day, and whether it is the newest that holds a paper. */
export type ReadEdition = { day: Day; isNewest: boolean; openDay: Day }

const NOT_TO_BE_HAD = 'the rest was asked for again and again, and was not to be had.'

/** Around the turn of the year the newest edition may be so old. */
const DAYS_LOOKED_AT = 10

/**
 * What is wrong with the papers of an edition: those announced for its day are late, or some are missing. The newest
 * edition also answers for the days after it: why they have no papers, and when the next come. Empty while all is well.
 */
export async function listEditionNotices(
  describeBatch: DescribeBatch,
  { day, isNewest, openDay }: ReadEdition,
): Promise<EditionNotice[]> {
  const notices = toTroubles(await describeBatch(day), day)
  if (!isNewest) return notices
  for (let count = 1; count <= DAYS_LOOKED_AT && addDays(day, count) <= openDay; count++) {
    const after = addDays(day, count)
    const batch = await describeBatch(after)
    notices.push(...toTroubles(batch, day))
    if (after === openDay && batch?.state === 'holiday') notices.push(toPause(batch))
  }
  return notices
}

/** Why an edition holds no papers yet though some are announced for its day; `undefined` where that is not known. */
export function explainBatch(batch: BatchDescription | undefined): { title: string; reason: string } | undefined {
  const title = 'Not here yet'
  if (batch?.state === 'awaited' && batch.dueAt !== undefined) {
    const says = [`What ${batch.title} announces for this day is asked for from `, { at: batch.dueAt }]
    const reason = toPhraseText([...says, ' on, and stands here as soon as it has come.'])
    return { title, reason }
  }
  if (batch?.state === 'late') return { title, reason: toNoticeText(toLate(batch)) }
  return batch?.state === 'incomplete' ? { title, reason: toNoticeText(toIncomplete(batch, batch.day)) } : undefined
}

/** A notice as plain text. */
export function toNoticeText({ says, then }: EditionNotice): string {
  return `${says} ${toPhraseText(then)}`
}

function toTroubles(batch: BatchDescription | undefined, shown: Day): EditionNotice[] {
  switch (batch?.state) {
    case 'late':
      return [batch.day === shown ? toUntold(batch) : toLate(batch)]
    case 'incomplete':
      return [toIncomplete(batch, shown)]
    case 'unchecked':
      return batch.day === shown ? [toUnchecked(batch)] : []
    default:
      return []
  }
}

const BY_SUBMISSION = 'The papers here are those that were submitted in time for it.'

/** Papers of the day came by another way, and it is not known yet how they were announced. */
function toUntold({ title, nextTryAt }: BatchDescription): EditionNotice {
  const says = `What ${title} announced for this day is not known yet.`
  return { says, then: [BY_SUBMISSION, ...toNextTry(nextTryAt)] }
}

function toUnchecked({ title }: BatchDescription): EditionNotice {
  return { says: `What ${title} announced for this day was not read in time.`, then: [BY_SUBMISSION] }
}

function toLate({ day, title, dueAt, nextTryAt }: BatchDescription): EditionNotice {
  const due: Phrase[] = dueAt === undefined ? [] : [' They were due on ', { at: dueAt }, '.']
  return {
    says: `The papers of ${toLongDate(day)} are late.`,
    then: [`${title} has not announced them, or does not answer.`, ...due, ...toNextTry(nextTryAt)],
  }
}

function toIncomplete(batch: BatchDescription, shown: Day): EditionNotice {
  const { day, announced = 0, missing = 0, nextTryAt, closedAt } = batch
  const of = `${toNumber(announced - missing)} of ${toCounted(announced, 'announced paper')}`
  const ofDay = day === shown ? '' : ` of ${toLongDate(day)}`
  return {
    says: `${of}${ofDay} ${announced === 1 ? 'is' : 'are'} here;`,
    then: closedAt === undefined ? ['the rest is being fetched.', ...toNextTry(nextTryAt)] : [NOT_TO_BE_HAD],
  }
}

function toNextTry(nextTryAt: UnixMs | undefined): Phrase[] {
  return nextTryAt === undefined ? [] : [' The next try is on ', { at: nextTryAt }, '.']
}

/** On a day for which none are announced: that it is no fault, and when the next come. */
function toPause({ day, title, next }: BatchDescription): EditionNotice {
  const isWeekend = toWeekday(day) === 0 || toWeekday(day) === 6
  const why = isWeekend ? `${title} announces none for weekends.` : `${title} keeps a holiday.`
  const coming: Phrase[] = next ? [` The next edition is that of ${toLongDate(next.day)}. `, ...toComing(next.day)] : []
  return { says: `No papers are announced for ${toLongDate(day)}.`, then: [why, ...coming] }
}

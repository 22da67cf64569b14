import { AppError } from '../../domain/error.ts'

/** How something stands. A warning is not wrong yet, or not for everybody; what was skipped could not be looked at. */
export type Outcome = 'ok' | 'warning' | 'failure' | 'skipped'

/** What a check found: a sentence, and where something is wrong the command or the step that mends it. */
export type Finding = { outcome: Outcome; says: string; mend?: string }

/** One thing that the doctor looks at. `look` may throw: then the check has failed. */
export type Check = { name: string; look: () => Finding | Promise<Finding> }

/** A finding with the name of its check. */
export type Diagnosis = { check: string } & Finding

/** Looks at one thing after the other. Never throws. */
export async function* diagnose(checks: readonly Check[]): AsyncGenerator<Diagnosis> {
  for (const { name, look } of checks) yield { check: name, ...(await findSafely(look)) }
}

async function findSafely(look: Check['look']): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    return { outcome: 'failure', says: `It could not be checked: ${toReason(error)}` }
  }
}

/** Why something failed, in words: what a driver said, where that is all there is. */
export function toReason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(toReason).join('; ')
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return error instanceof AppError && error.code === 'internal' && cause instanceof Error
    ? cause.message
    : error.message
}

/** All is well. */
export function ok(says: string): Finding {
  return { outcome: 'ok', says }
}

/** Something to know of. */
export function warning(says: string, mend?: string): Finding {
  return { outcome: 'warning', says, ...(mend !== undefined && { mend }) }
}

/** Something that does not work. */
export function failure(says: string, mend: string): Finding {
  return { outcome: 'failure', says, mend }
}

/** Not looked at, because of something else. */
export function skipped(says: string): Finding {
  return { outcome: 'skipped', says }
}

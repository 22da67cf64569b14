import { z } from 'zod'

const position = z.int().nonnegative().max(999_999_999)

/**
 * The place at which a task goes on, as it was kept; `undefined` at its beginning, and for one that cannot be read, which
 * another version of the program may have written: the task then begins anew.
 */
export function readResume<Place>(schema: z.ZodType<Place>, resume: string | undefined): Place | undefined {
  if (resume === undefined) return undefined
  try {
    return schema.parse(JSON.parse(resume))
  } catch {
    return undefined
  }
}

/** As `readResume`, for a task whose place is how many records it has behind it: 0 at its beginning. */
export function readPosition(resume: string | undefined): number {
  return readResume(position, resume) ?? 0
}

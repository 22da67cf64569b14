import { z } from 'zod'
import { LONGEST_ADDRESS } from '../../domain/mail-address.ts'
import { LAST_HOUR, MOST_DIGEST_PAPERS, USUAL_DIGEST_PAPERS } from '../../domain/order-limits.ts'
import type { Weekday } from '../../domain/time.ts'
import { parseWish } from '../../domain/wish-text.ts'
import { isTimeZone } from '../../platform/zoned-time.ts'
import { parsedBy, wholeNumber } from '../query.ts'

const NO_ADDRESS = 'This is no e-mail address: one has a name, an @ and a domain'

const rhythmFields = {
  span: z.enum(['day', 'week'], 'Choose daily or weekly').default('day'),
  days: z
    .array(
      z
        .string()
        .regex(/^[0-6]$/, 'Choose days of the week')
        .transform((day) => Number(day) as Weekday),
    )
    .min(1, 'Choose one day at least')
    .max(7, 'Choose days of the week'),
  hour: wholeNumber(0, LAST_HOUR, 7),
  zone: z
    .string()
    .refine((zone) => zone === '' || isTimeZone(zone), 'This time zone is not known here')
    .default(''),
  size: wholeNumber(1, MOST_DIGEST_PAPERS, USUAL_DIGEST_PAPERS),
  empty: z.literal('1').optional(),
}

const wishFields = {
  address: z
    .string(NO_ADDRESS)
    .trim()
    .max(LONGEST_ADDRESS, 'This is longer than an e-mail address may be')
    .regex(/^[^\s@]+@[^\s@]+$/, NO_ADDRESS),
  wish: parsedBy(parseWish),
}

/** What a form says of when and how much. `zone` is '' where the reader's own is meant. */
export type RhythmForm = z.infer<typeof rhythmForm>

/** The fields of when and how much. */
export const rhythmForm = z.object(rhythmFields)
/** The fields of a new subscription. */
export const subscriptionForm = z.object({ ...wishFields, ...rhythmFields })
/** The field of an address alone. */
export const addressForm = z.object({ address: wishFields.address })

/** What was sent with a form, or which field is wrong and why, in words for people. */
export type Read<T> = { values: T } | { field: string; fault: string }

/** Reads what was sent with a form. Fields that it does not have are ignored. */
export function readForm<Shape extends z.ZodObject>(sent: URLSearchParams, form: Shape): Read<z.infer<Shape>> {
  const given: Record<string, string | string[] | undefined> = {}
  for (const name of Object.keys(form.shape)) {
    given[name] = name === 'days' ? sent.getAll(name) : (sent.get(name) ?? undefined)
  }
  const read = form.safeParse(given)
  if (read.success) return { values: read.data }
  const [issue] = read.error.issues
  return { field: String(issue?.path[0] ?? ''), fault: issue?.message ?? '' }
}

import { z } from 'zod'
import { AppError } from '../../domain/error.ts'
import { LONGEST_ADDRESS } from '../../domain/mail-address.ts'
import { LAST_HOUR, LONGEST_WISH, MOST_DIGEST_PAPERS, USUAL_DIGEST_PAPERS } from '../../domain/order-limits.ts'
import type { Wish } from '../../domain/subscription.ts'
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
  wish: parsedBy(parseWish),
  search: z.string().trim().max(LONGEST_WISH, `A search has ${LONGEST_WISH} letters at most`).default(''),
}

const askFields = {
  address: z
    .string(NO_ADDRESS)
    .trim()
    .max(LONGEST_ADDRESS, 'This is longer than an e-mail address may be')
    .regex(/^[^\s@]+@[^\s@]+$/, NO_ADDRESS),
  ...wishFields,
}

/** What a form says of when and how much. `zone` is '' where none was chosen. */
export type RhythmForm = z.infer<typeof rhythmForm>

/** The fields of when and how much. */
export const rhythmForm = z.object(rhythmFields)
/** The fields of a new subscription. */
export const subscriptionForm = z.object({ ...askFields, ...rhythmFields })
/** The fields of a further subscription of somebody who is known. */
export const furtherForm = z.object({ ...wishFields, ...rhythmFields })
/** The field of an address alone. */
export const addressForm = z.object({ address: askFields.address })

/** The wish that a form or an address holds; `undefined` for none, and for what is none. */
export function parseSentWish(text: string | null | undefined): Wish | undefined {
  try {
    return parseWish(text ?? '')
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined
    throw thrown
  }
}

/** What was wished for: a search that was typed counts before what stands in the choice. */
export function toWish({ wish, search }: Pick<z.infer<typeof furtherForm>, 'wish' | 'search'>): Wish {
  return search === '' ? wish : { kind: 'search', query: search }
}

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

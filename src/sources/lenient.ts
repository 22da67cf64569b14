import { z } from 'zod'

/** A field that may be absent, null or of another type: it is then `undefined`, and the rest of its record is kept. */
export function lenient<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined)
}

/** A list whose members of another type are left out. */
export function listOf<Schema extends z.ZodType>(schema: Schema) {
  return z.array(z.unknown()).transform((members) =>
    members.flatMap((member) => {
      const read = schema.safeParse(member)
      return read.success ? [read.data] : []
    }),
  )
}

/** A text that says something: blank ones, and those of another type, are `undefined`. */
export const saidText = lenient(z.string().trim().min(1))

/** A whole number from 0, as a number or as its digits. */
export const wholeNumber = lenient(
  z
    .union([z.int(), z.string().regex(/^\d{1,15}$/)])
    .transform(Number)
    .pipe(z.int().nonnegative()),
)

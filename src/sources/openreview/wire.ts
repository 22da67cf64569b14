import { z } from 'zod'
import { lenient, listOf, saidText, wholeNumber } from '../lenient.ts'

/** A field of a note: `{ value }` since the second version of the API, bare before. */
function wrapped<Schema extends z.ZodType>(schema: Schema) {
  return lenient(
    z.preprocess((field) => (typeof field === 'object' && field && 'value' in field ? field.value : field), schema),
  )
}

const instant = lenient(
  z
    .number()
    .int()
    .min(0)
    .max(Date.UTC(9998, 11, 31)),
)
const words = z.string().trim().min(1)
const wrappedText = wrapped(words)
const wrappedTexts = wrapped(listOf(words))
/** Names, or profiles with names. */
const wrappedNames = wrapped(listOf(z.union([words, z.object({ fullname: words }).transform((one) => one.fullname)])))

/** A submission. `cdate` is when it was made, `mdate` when it was last changed, `ddate` when it was taken away. */
export const wireNote = z.object({
  id: saidText,
  forum: saidText,
  cdate: instant,
  tcdate: instant,
  mdate: instant,
  ddate: instant,
  content: z.object({
    title: wrappedText,
    authors: wrappedNames,
    abstract: wrappedText,
    keywords: wrappedTexts,
    venue: wrappedText,
    venueid: wrappedText,
  }),
})
export type WireNote = z.infer<typeof wireNote>

/** An answer: notes, each to be read by itself; without them `message` says why there are none. */
export const wireAnswer = z.object({ notes: lenient(z.array(z.unknown())), count: wholeNumber, message: saidText })

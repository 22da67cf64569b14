import { z } from 'zod'
import { isDay } from '../../domain/time.ts'
import { lenient, saidText, wholeNumber } from '../lenient.ts'

/** One version of a preprint. `published` is the DOI of the journal's version, or "NA". */
export const wireVersion = z.object({
  doi: saidText,
  title: saidText,
  authors: saidText,
  date: lenient(z.string().refine(isDay)),
  version: wholeNumber,
  category: saidText,
  abstract: saidText,
  published: saidText,
})
export type WireVersion = z.infer<typeof wireVersion>

const wireMessage = z.object({ status: saidText, cursor: wholeNumber, count: wholeNumber, total: wholeNumber })
/** What an answer says of itself: numbers come as numbers or as their digits. */
export type WireMessage = z.infer<typeof wireMessage>

/** An answer of the details API: what it says of itself, and versions of preprints, each to be read by itself. */
export const wireAnswer = z.object({
  messages: z.array(wireMessage).min(1),
  collection: lenient(z.array(z.unknown())),
})

import type { z } from 'zod'
import type { ErrorCode } from '../../domain/error.ts'

/** One parameter in the path, as the description names it. */
export type PathParameter = { name: string; description: string; example: string }

/**
 * What the API says of one address that is read with GET: beside its route, and made of the schemas by which the route
 * reads its query and by which tests check its answers.
 */
export type Operation = {
  /** With parameters in braces: "/api/papers/{id}". */
  path: string
  /** What programs made from the description call it. */
  name: string
  /** One line without a full stop. */
  summary: string
  /** Markdown, in paragraphs. */
  description: string
  pathParameters?: readonly PathParameter[]
  query?: z.ZodObject
  /** Names of parameters that may stand several times. */
  repeatable?: readonly string[]
  answer: { schema: z.ZodType; description: string; example: unknown }
  /** Whether a `Link` header names the next page. */
  paged?: boolean
  /** The errors that are this operation's own, with what they mean here. Those of every operation are not repeated. */
  errors?: Partial<Record<ErrorCode, string>>
}

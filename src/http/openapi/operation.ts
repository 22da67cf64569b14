import type { z } from 'zod'
import type { ErrorCode } from '../../domain/error.ts'

/** One parameter in the path, as the description names it. */
export type PathParameter = { name: string; description: string; example: string }

/** What an operation does to an address, as OpenAPI writes it. */
export type Method = 'get' | 'post' | 'patch' | 'delete'

/**
 * What the API says of one address and method: beside its route, and made of the schemas by which the route reads its
 * query or body and by which tests check its answers.
 */
export type Operation = {
  /** Without it, GET. */
  method?: Exclude<Method, 'get'>
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
  /** What is to be sent, as JSON. */
  body?: { schema: z.ZodObject; description: string; example: unknown }
  answer: { schema: z.ZodType; description: string; example: unknown }
  /** Where it is not 200: 202 of what is done later. */
  status?: 202
  /** Whether the address holds a secret: what it answers is kept nowhere, so it has no tag. */
  isPrivate?: boolean
  /** Whether a `Link` header names the next page. */
  paged?: boolean
  /** The errors that are this operation's own, with what they mean here. Those of every operation are not repeated. */
  errors?: Partial<Record<ErrorCode, string>>
}

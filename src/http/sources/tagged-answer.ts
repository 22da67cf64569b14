import type { Context } from 'hono'
import { toContentTag } from '../../platform/hashing.ts'
import { isAmong } from '../middleware/conditional.ts'

/**
 * Answers with a text whose tag is made of the text itself: what is told of sources changes without any paper changing.
 * Weak, as all tags here: compressed it is the same.
 */
export function taggedAnswer(c: Context, text: string, type: string): Response {
  const tag = `W/"${toContentTag(text)}"`
  const known = c.req.header('If-None-Match')
  c.header('ETag', tag)
  if (known !== undefined && isAmong(tag, known)) return c.body(null, 304, { 'Cache-Control': 'no-cache' })
  return c.body(text, 200, { 'Cache-Control': 'no-cache', 'Content-Type': type })
}

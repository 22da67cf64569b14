import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import type { Paper } from '../../domain/paper.ts'
import type { CardMaker } from '../card/make-cards.ts'
import { toCardTag, toCardText } from '../card/card-text.ts'
import { pictureHeaders } from '../public-files.ts'
import { Thumbnail } from '../views/thumbnail.tsx'

const OF_THE_PROGRAM = '/card.png'

/** GET /card.png — the picture card of every page that has none of its own. */
export function cardRoutes(): Hono {
  const card = readFileSync(new URL('../public/card.png', import.meta.url))
  return new Hono().get(OF_THE_PROGRAM, (c) => c.body(card, 200, pngHeaders()))
}

/** The card of a paper as SVG. */
export function svgResponse(c: Context, paper: Paper): Response {
  return c.body(String(<Thumbnail paper={paper} />), 200, pictureHeaders())
}

/**
 * The card of a paper as PNG, with a tag of what stands on it: it outlives imports that change nothing of this paper.
 * Where it cannot be drawn, now or at all, the program's own card stands in for it.
 */
export async function cardResponse(
  c: Context,
  paper: Paper,
  { drawCard }: Pick<CardMaker, 'drawCard'>,
  version: string,
): Promise<Response> {
  const text = toCardText(paper)
  const tag = toCardTag(text, version)
  c.header('ETag', `"${tag}"`)
  if (c.req.header('If-None-Match')?.includes(`"${tag}"`)) return c.body(null, 304, pngHeaders())
  try {
    const png = await drawCard(tag, text)
    return c.body(new Uint8Array(png), 200, pngHeaders())
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'unavailable') throw thrown
    c.header('ETag', undefined)
    return c.redirect(OF_THE_PROGRAM, 302)
  }
}

function pngHeaders(): Record<string, string> {
  return { ...pictureHeaders(), 'Content-Type': 'image/png' }
}

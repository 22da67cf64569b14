import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { toContentTag } from '../platform/hashing.ts'
import { chooseEncoding, type Encoding } from './compression/accept-encoding.ts'
import { compressFully } from './compression/compress-bytes.ts'

/** The style sheet and the icon, as they are served. `path` changes with the content, so that it may be kept for ever. */
export type PublicFiles = { stylesheet: Stylesheet; icon: string }

type Stylesheet = { path: string; text: string; compressed: Record<Encoding, Uint8Array<ArrayBuffer>> }

const FOR_EVER = 'public, max-age=31536000, immutable'
const FOR_A_DAY = 'public, max-age=86400'

/** Reads what lies in `public/` beside this file: once, at start. */
export function readPublicFiles(): PublicFiles {
  const text = readPublic('broadsheet.css')
  const bytes = Buffer.from(text)
  const compressed = { br: compressFully(bytes, 'br'), gzip: compressFully(bytes, 'gzip') }
  const stylesheet = { path: `/public/broadsheet.${toContentTag(text)}.css`, text, compressed }
  return { stylesheet, icon: readPublic('icon.svg') }
}

function readPublic(name: string): string {
  return readFileSync(new URL(`./public/${name}`, import.meta.url), 'utf8')
}

/** GET of the style sheet, the icon, and what crawlers may read. */
export function publicFileRoutes({ stylesheet, icon }: PublicFiles): Hono {
  return (
    new Hono()
      .get(stylesheet.path, (c) => {
        const encoding = chooseEncoding(c.req.header('Accept-Encoding'))
        const headers = { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': FOR_EVER }
        if (!encoding) return c.body(stylesheet.text, 200, headers)
        return c.body(stylesheet.compressed[encoding], 200, { ...headers, 'Content-Encoding': encoding })
      })
      .get('/icon.svg', (c) => c.body(icon, 200, pictureHeaders()))
      // Everything may be read; that it is said saves crawlers from taking an error page for an answer.
      .get('/robots.txt', (c) => c.text('User-agent: *\nDisallow:\n', 200, { 'Cache-Control': FOR_A_DAY }))
      // Where browsers look by themselves, beside a picture or JSON that names no icon.
      .get('/favicon.ico', (c) => c.body(icon, 200, pictureHeaders()))
  )
}

/** Headers of a picture that other sites may show. */
export function pictureHeaders(): Record<string, string> {
  return {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Cache-Control': FOR_A_DAY,
    'Cross-Origin-Resource-Policy': 'cross-origin',
  }
}

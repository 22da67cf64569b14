import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { type Context, Hono } from 'hono'
import { toContentTag } from '../platform/hashing.ts'
import { chooseEncoding, type Encoding } from './compression/accept-encoding.ts'
import { compressFully } from './compression/compress-bytes.ts'

/** The style sheets of pages and of feeds, the scripts of the search page, of the map and of forms that ask for a time zone, and the icon, as they are served. */
export type PublicFiles = {
  stylesheet: KeptFile
  feedStylesheet: KeptFile
  suggestScript: KeptFile
  mapScript: KeptModules
  zoneScript: KeptFile
  icon: string
}

/** Modules that find each other by their names; `path` is that of the first, which imports the others. */
type KeptModules = { path: string; files: readonly KeptFile[] }

/** `path` changes with the content, so that it may be kept for ever. */
type KeptFile = { path: string; type: string; text: string; compressed: Record<Encoding, Uint8Array<ArrayBuffer>> }

const FOR_EVER = 'public, max-age=31536000, immutable'
const FOR_A_DAY = 'public, max-age=86400'

/** Reads what lies in `public/` beside this file: once, at start. */
export function readPublicFiles(): PublicFiles {
  return {
    stylesheet: toKeptFile('broadsheet', 'css', readStyle('broadsheet')),
    feedStylesheet: toKeptFile('feed', 'css', readStyle('feed')),
    suggestScript: toKeptFile('suggest', 'js', readScript('suggest')),
    mapScript: readModules('map', MAP_PARTS),
    zoneScript: toKeptFile('zone', 'js', readScript('zone')),
    icon: readPublic('icon.svg'),
  }
}

const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }

/** What the script of the map is made of, beside its beginning. */
const MAP_PARTS = [
  ...['map-drawing', 'map-gestures', 'map-inks', 'map-keys', 'map-list', 'map-reading', 'map-stage'],
  ...['map/labels', 'map/near', 'map/view', 'map/wrap'],
]

/** They stand in a folder whose name changes with any of them. */
function readModules(first: string, others: readonly string[]): KeptModules {
  const names = [first, ...others]
  const texts = names.map(readScript)
  const folder = `/public/${first}.${toContentTag(texts.join())}`
  const files = texts.map((text, place) => keep(`${folder}/${names[place]!}.js`, 'js', text))
  return { path: `${folder}/${first}.js`, files }
}

function toKeptFile(name: string, ending: keyof typeof TYPES, text: string): KeptFile {
  return keep(`/public/${name}.${toContentTag(text)}.${ending}`, ending, text)
}

function keep(path: string, ending: keyof typeof TYPES, text: string): KeptFile {
  const bytes = Buffer.from(text)
  const compressed = { br: compressFully(bytes, 'br'), gzip: compressFully(bytes, 'gzip') }
  return { path, type: TYPES[ending], text, compressed }
}

/**
 * Compiled by the build; in tests, which read the sources, it is as it was written, and loses its types and finds the
 * modules under their new names here.
 */
function readScript(name: string): string {
  if (import.meta.url.endsWith('.js')) return readPublic(`${name}.js`)
  return stripTypeScriptTypes(readPublic(`${name}.ts`)).replaceAll(/(?<= from '\.[^']*)\.ts(?=')/g, '.js')
}

/** Without its comments, which are a tenth of it. None of our texts in style sheets holds what begins one. */
function readStyle(name: string): string {
  return readPublic(`${name}.css`).replaceAll(/\/\*[^]*?\*\/\s*/g, '')
}

function readPublic(name: string): string {
  return readFileSync(new URL(`./public/${name}`, import.meta.url), 'utf8')
}

/** GET of the style sheet, the scripts, the icon, and what crawlers may read. */
export function publicFileRoutes({ mapScript, icon, ...files }: PublicFiles): Hono {
  const { stylesheet, feedStylesheet, suggestScript, zoneScript } = files
  const routes = new Hono()
  for (const file of [stylesheet, feedStylesheet, suggestScript, zoneScript, ...mapScript.files])
    routes.get(file.path, (c) => keptResponse(c, file))
  return (
    routes
      .get('/icon.svg', (c) => c.body(icon, 200, pictureHeaders()))
      // Everything may be read; that it is said saves crawlers from taking an error page for an answer.
      .get('/robots.txt', (c) => c.text('User-agent: *\nDisallow:\n', 200, { 'Cache-Control': FOR_A_DAY }))
      // Where browsers look by themselves, beside a picture or JSON that names no icon.
      .get('/favicon.ico', (c) => c.body(icon, 200, pictureHeaders()))
  )
}

function keptResponse(c: Context, { type, text, compressed }: KeptFile): Response {
  const encoding = chooseEncoding(c.req.header('Accept-Encoding'))
  const headers = { 'Content-Type': type, 'Cache-Control': FOR_EVER }
  if (!encoding) return c.body(text, 200, headers)
  return c.body(compressed[encoding], 200, { ...headers, 'Content-Encoding': encoding })
}

/** Headers of a picture that other sites may show. */
export function pictureHeaders(): Record<string, string> {
  return {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Cache-Control': FOR_A_DAY,
    'Cross-Origin-Resource-Policy': 'cross-origin',
  }
}

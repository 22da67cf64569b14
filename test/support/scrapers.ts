/** What a program that reads pages gets out of one: the props of a target, or undefined where it finds none. */
export type Scraper = (html: string, target: string) => unknown

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>/g

/** Text with its character references turned back, as `html.unescape` and every parser do. */
function unescapeHtml(text: string): string {
  const named = new Map([
    ['&quot;', '"'],
    ['&lt;', '<'],
    ['&gt;', '>'],
    ['&amp;', '&'],
  ])
  return text.replace(/&(?:quot|lt|gt|amp|#(\d+));/g, (whole, code: string | undefined) =>
    code === undefined ? (named.get(whole) ?? whole) : String.fromCodePoint(Number(code)),
  )
}

/** As RSSHub: the element `main > div[data-target="…"]` of a parsed page. */
const bySelector: Scraper = (html, target) => {
  const open: string[] = []
  for (const [, closing, name = '', attributes = '', selfClosing] of html.matchAll(TAG)) {
    if (closing === '/') open.splice(open.lastIndexOf(name))
    else {
      if (name === 'div' && open.at(-1) === 'main' && attributes.includes(`data-target="${target}"`)) {
        const [, props] = /data-props="([^"]*)"/.exec(attributes) ?? []
        return props === undefined ? undefined : JSON.parse(unescapeHtml(props))
      }
      if (selfClosing !== '/' && !VOID.has(name)) open.push(name)
    }
  }
  return undefined
}

function byPattern(toPattern: (target: string) => RegExp, unescape: (text: string) => string): Scraper {
  return (html, target) => {
    const [, props] = toPattern(target).exec(html) ?? []
    return props === undefined ? undefined : JSON.parse(unescape(props))
  }
}

/** The ways in which programs are known to take the data out of pages of the Daily Papers. */
export const SCRAPERS: Record<string, Scraper> = {
  'a selector, as RSSHub': bySelector,
  'a pattern of the two attributes': byPattern(
    (target) => new RegExp(`data-target="${target}"[^>]*data-props="([^"]+)"`, 's'),
    unescapeHtml,
  ),
  'a pattern of the whole opening tag': byPattern(
    (target) => new RegExp(`<div class="SVELTE_HYDRATER contents" data-target="${target}"\\s+data-props="([^"]*)"`),
    unescapeHtml,
  ),
  'the class, with quotes alone turned back': byPattern(
    () => /<div[^>]*class="SVELTE_HYDRATER contents"[^>]*data-props="([^"]+)"/,
    (text) => text.replaceAll('&quot;', '"'),
  ),
}

import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

/** Elements that begin on a line of their own, in HTML and in the JATS of abstracts. */
const BLOCKS = new Set(
  (
    'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p ' +
    'pre section table tr ul jats:p jats:title jats:sec jats:list-item'
  ).split(' '),
)
/** Elements whose text is not for reading. */
const UNREAD = new Set('script style template noscript iframe head object svg annotation annotation-xml'.split(' '))
const MARKUP = /<[a-z!/?]|&(?:#|[a-z])/i
/** The elements of HTML, of the JATS of abstracts, and of MathML, as far as they are met where papers are told of. */
const ELEMENTS =
  'a abbr acronym address article aside b bdi bdo big blockquote body bold br button caption center cite code dd del details ' +
  'dfn div dl dt em ext-link figcaption figure font footer form h[1-6] head header hr html i iframe img inline-formula ins ' +
  'italic kbd label li link list list-item main mark math mi mn mo ms mrow msub msup msubsup mfrac msqrt mroot mtext mspace mover munder munderover mtable mtr mtd mstyle mfenced meta monospace named-content nav noscript object ol p ' +
  'picture pre q roman s samp sc script sec section semantics annotation annotation-xml small source span strike strong ' +
  'style sub summary sup svg table tbody td template tex-math tfoot th thead time title tr tt u ul underline var video wbr xref ' +
  '(?:jats|mml):[\\w-]+'
/** A "<" that begins no tag stands for itself, as in "0.1<z<4" and "<A survey>". */
const LESS_THAN = new RegExp(
  `<(?!/?(?:${ELEMENTS.replaceAll(' ', '|')})(?:\\s[^<>=]*=[^<>]*|\\s*/?)>|!--|!\\[CDATA|!doctype|\\?)`,
  'gi',
)

/**
 * The text of a piece of HTML as people read it: no tags, characters for entities, a blank line between paragraphs, and
 * white space folded within them. Text without markup comes back folded. Never throws; takes time in proportion to length.
 */
export function toTextOfHtml(html: string): string {
  if (!MARKUP.test(html)) return foldParagraphs(html)
  const markup = html.replace(LESS_THAN, '&lt;')
  const writer = new TextWriter(markup)
  // Not the library's Parser: its time grows with the square of the depth, and depth is the writer's choice.
  const tokenizer = new Tokenizer({ decodeEntities: true }, writer)
  tokenizer.write(markup)
  tokenizer.end()
  return foldParagraphs(writer.text)
}

/** As `toTextOfHtml`; `undefined` where there is nothing to read in it, as in nothing but tags. */
export function findTextOfHtml(html: string | undefined): string | undefined {
  return html === undefined ? undefined : toTextOfHtml(html) || undefined
}

/** Keeps the text between tags. */
class TextWriter implements TokenizerCallbacks {
  text = ''
  readonly #html: string
  /** The element whose text is left out until it ends. */
  #unread: string | undefined

  constructor(html: string) {
    this.#html = html
  }

  onopentagname(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase()
    if (BLOCKS.has(name)) this.text += '\n\n'
    if (UNREAD.has(name)) this.#unread ??= name
  }

  onclosetag(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase()
    if (BLOCKS.has(name)) this.text += '\n\n'
    if (this.#unread === name) this.#unread = undefined
  }

  ontext(start: number, end: number): void {
    if (this.#unread === undefined) this.text += this.#html.slice(start, end).replace(/\s+/gu, ' ')
  }

  ontextentity(codepoint: number): void {
    if (this.#unread === undefined) this.text += String.fromCodePoint(codepoint)
  }

  onselfclosingtag(): void {
    this.#unread = undefined
  }

  onattribdata(): void {}
  onattribentity(): void {}
  onattribend(): void {}
  onattribname(): void {}
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onopentagend(): void {}
  onprocessinginstruction(): void {}
}

function foldParagraphs(text: string): string {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim())
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')
}

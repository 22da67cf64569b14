import { Parser } from 'htmlparser2'
import { AppError } from '../../domain/error.ts'
import type { XmlNode } from './xml-node.ts'

// Two thousand records, the most that one answer of arXiv holds, are about 8 MB.
const MOST_LETTERS = 64 * 1024 * 1024
const MOST_DEPTH = 100
const MOST_ELEMENTS = 1_000_000

type OpenNode = { -readonly [Key in keyof XmlNode]: XmlNode[Key] } & { children: OpenNode[] }

/**
 * Reads a document of XML. What is wrong within it spoils no more than the element that it stands in (`XmlNode.whole`):
 * an "&" that stands for itself is text, an end tag that is missing is taken to stand before the next one that fits.
 * There are no entities but those for single characters, so nothing can grow.
 *
 * @throws AppError `invalid` where it is no XML, breaks off, declares entities, or is longer (64 MiB), deeper (100) or of
 *   more elements (1,000,000) than any answer
 */
export function readXml(text: string): XmlNode {
  if (text.length > MOST_LETTERS) throw new AppError('invalid', 'The XML is larger than 64 MiB')
  const start = /^\s*<(?:!doctype\s+)?(html\b|[^\s>]?)/i.exec(text)?.[1]
  if (start === undefined) throw new AppError('invalid', 'Not XML: it does not begin with a tag')
  if (start.toLowerCase() === 'html') throw new AppError('invalid', 'A page of HTML, not XML')
  const tree = new Tree((index) => text[index - 1] === '/')
  new Parser(tree, { xmlMode: true, decodeEntities: true }).end(text)
  return tree.finish()
}

/** Takes the parser's events and makes elements of them. */
class Tree {
  readonly #endsItself: (index: number) => boolean
  #parser: Parser | undefined
  readonly #open: OpenNode[] = []
  /** Where the begin tag of each open one ends. */
  readonly #begun: number[] = []
  #root: OpenNode | undefined
  #count = 0

  /** @param endsItself whether a tag whose last letter stands at an index is one like "<title/>" */
  constructor(endsItself: (index: number) => boolean) {
    this.#endsItself = endsItself
  }

  onparserinit(parser: Parser): void {
    this.#parser = parser
  }

  onopentag(prefixed: string, attributes: Record<string, string>): void {
    if (this.#open.length >= MOST_DEPTH) throw new AppError('invalid', 'The XML is broken: it is too deep')
    if (++this.#count > MOST_ELEMENTS) throw new AppError('invalid', 'The XML has more elements than any answer')
    const parent = this.#open.at(-1)
    if (parent === undefined && this.#root) throw new AppError('invalid', 'The XML is broken: it has two roots')
    const place = parent?.text.length ?? 0
    const node: OpenNode = {
      ...toNames(prefixed),
      place,
      attributes,
      children: [],
      text: '',
      closed: false,
      whole: true,
    }
    if (parent) parent.children.push(node)
    else this.#root = node
    this.#open.push(node)
    this.#begun.push(this.#parser?.endIndex ?? -1)
  }

  ontext(text: string): void {
    const node = this.#open.at(-1)
    if (node) node.text += text
  }

  onclosetag(_name: string, isImplied: boolean): void {
    const [node, begun] = [this.#open.pop(), this.#begun.pop()]
    if (node === undefined) return
    // The parser tells of the end of "<title/>" as it does of one that is missing, at the end of a text that breaks off too.
    const end = this.#parser?.endIndex
    node.closed = !isImplied || (end !== undefined && end === begun && this.#endsItself(end))
    if (!node.closed) node.whole = false
    const parent = this.#open.at(-1)
    if (parent && !node.whole) parent.whole = false
  }

  onprocessinginstruction(name: string, text: string): void {
    // Old feeds name the document type of their form; what declares entities is no answer and no feed.
    if (name.toLowerCase() === '!doctype' && text.includes('['))
      throw new AppError('invalid', 'XML that declares entities is not read')
  }

  finish(): XmlNode {
    if (this.#root === undefined) throw new AppError('invalid', 'The XML is broken: it has no element')
    if (!this.#root.closed) throw new AppError('invalid', 'The XML is broken: it breaks off')
    return this.#root
  }
}

function toNames(tag: string): { tag: string; name: string } {
  const colon = tag.indexOf(':')
  return { tag, name: colon < 0 ? tag : tag.slice(colon + 1) }
}

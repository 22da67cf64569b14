import { Parser } from 'htmlparser2'
import { AppError } from '../../domain/error.ts'

/**
 * An element of a feed: its name with its prefix ("dc:creator"), since `title` and `media:title` are two things, and
 * what stands in it in its order, since a text may be XHTML.
 */
export type FeedNode = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (FeedNode | string)[]
}

type OpenNode = { name: string; attributes: Record<string, string>; children: (OpenNode | string)[] }

const MOST_DEPTH = 100
const MOST_ELEMENTS = 1_000_000

/**
 * Reads a document of XML as feeds are: an "&" that stands for itself is text, and an end tag that is missing is taken to
 * stand before the next that fits. No entities are known but those of XML, so nothing can grow.
 *
 * @throws AppError `invalid` where it has no element, breaks off, declares entities, is deeper than 100 or has more than
 *   1,000,000 elements
 */
export function readFeedTree(xml: string): FeedNode {
  const builder = new TreeBuilder()
  const parser = new Parser(builder, { xmlMode: true, decodeEntities: true })
  parser.end(xml)
  return builder.finish()
}

class TreeBuilder {
  readonly #open: OpenNode[] = []
  #root: OpenNode | undefined
  #isWhole = false
  #count = 0

  onopentag(name: string, attributes: Record<string, string>): void {
    if (this.#open.length >= MOST_DEPTH || ++this.#count > MOST_ELEMENTS)
      throw new AppError('invalid', 'The XML is deeper or has more elements than any feed')
    const node: OpenNode = { name, attributes, children: [] }
    const parent = this.#open.at(-1)
    if (parent) parent.children.push(node)
    else this.#root ??= node
    this.#open.push(node)
  }

  ontext(text: string): void {
    const children = this.#open.at(-1)?.children
    if (children === undefined) return
    const last = children.length - 1
    if (typeof children[last] === 'string') children[last] += text
    else children.push(text)
  }

  onclosetag(_name: string, isImplied: boolean): void {
    const node = this.#open.pop()
    if (node === this.#root) this.#isWhole = !isImplied
  }

  onprocessinginstruction(name: string, text: string): void {
    // Old feeds name the document type of their form; what declares entities is no feed.
    if (name.toLowerCase() === '!doctype' && text.includes('['))
      throw new AppError('invalid', 'XML that declares entities is not read')
  }

  finish(): FeedNode {
    if (this.#root === undefined) throw new AppError('invalid', 'The XML is broken: it has no element')
    if (!this.#isWhole) throw new AppError('invalid', 'The XML is broken: it breaks off')
    return this.#root
  }
}

/** All elements of a name that stand directly in another. */
export function listElements(node: FeedNode, name: string): FeedNode[] {
  return node.children.filter((child): child is FeedNode => typeof child !== 'string' && child.name === name)
}

/** The first element of any of the names, the first name first. */
export function findElement(node: FeedNode, ...names: string[]): FeedNode | undefined {
  for (const name of names) {
    const [found] = listElements(node, name)
    if (found) return found
  }
  return undefined
}

/** All text in an element and below it, in its order. */
export function toText({ children }: FeedNode): string {
  return children.map((child) => (typeof child === 'string' ? child : toText(child))).join('')
}

/** The texts of the elements of a name that say something, trimmed. */
export function listTexts(node: FeedNode, ...names: string[]): string[] {
  const texts = names.flatMap((name) => listElements(node, name).map((element) => toText(element).trim()))
  return texts.filter((text) => text !== '')
}

import { toStorable } from '../storable-text.ts'

/** An element of XML. */
export type XmlNode = {
  /** Without its prefix: in the answers of one upstream no two namespaces share a name. */
  readonly name: string
  /** With its prefix, as feeds need it, in which `title` and `media:title` are two things. */
  readonly tag: string
  /** How much of the text of the element that it stands in comes before it, in letters. */
  readonly place: number
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  /** All text that stands in it directly, entities resolved. */
  readonly text: string
  /** Whether its own end tag was there. */
  readonly closed: boolean
  /** Whether its end tag and those of all that stand in it were there: if not, a part of it may be missing. */
  readonly whole: boolean
}

// XML forbids them, and some upstreams send them all the same.
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g
const MAY_NEED_MENDING = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]/

/** The first child of a name. */
export function findChild(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((child) => child.name === name)
}

/** All children of a name, in their order. */
export function listChildren(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child) => child.name === name)
}

/**
 * Whether an element that holds a list can be trusted to hold all of it: an end tag that is missing there would make what
 * follows a part of what came before.
 */
export function holdsAll(node: XmlNode): boolean {
  return node.closed && node.children.every(({ closed }) => closed)
}

/** An element with all that stands in it at any depth as its children: for what is broken, and may stand anywhere. */
export function flatten(node: XmlNode): XmlNode {
  return { ...node, children: listDescendants(node) }
}

function listDescendants(node: XmlNode): XmlNode[] {
  return node.children.flatMap((child) => [child, ...listDescendants(child)])
}

/** The text of the first child of a name, trimmed and without control characters; `undefined` where it says nothing. */
export function readText(node: XmlNode, name: string): string | undefined {
  const child = findChild(node, name)
  return child && readOwnText(child)
}

/** The text of an element itself, as `readText` gives that of a child. */
export function readOwnText({ text }: XmlNode): string | undefined {
  return tidy(text)
}

/** An attribute, as `readText` gives the text of a child. */
export function readAttribute(node: XmlNode, name: string): string | undefined {
  // A document's own attributes alone: objects have more names than that.
  return Object.hasOwn(node.attributes, name) ? tidy(node.attributes[name] ?? '') : undefined
}

function tidy(text: string): string | undefined {
  // Nearly all texts have nothing to mend, and to see that is cheaper than to mend it.
  const clean = MAY_NEED_MENDING.test(text) ? toStorable(text).replace(CONTROLS, '') : text
  return clean.trim() || undefined
}

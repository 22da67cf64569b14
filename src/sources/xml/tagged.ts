import type { XmlNode } from './xml-node.ts'

/** All elements of a name with its prefix that stand directly in another. */
export function listTagged(node: XmlNode, tag: string): XmlNode[] {
  return node.children.filter((child) => child.tag === tag)
}

/** The first element of any of the names, the first name first. */
export function findTagged(node: XmlNode, ...tags: string[]): XmlNode | undefined {
  for (const tag of tags) {
    const found = node.children.find((child) => child.tag === tag)
    if (found) return found
  }
  return undefined
}

/** All text in an element and below it, in its order: a text may be XHTML. */
export function toWholeText({ text, children }: XmlNode): string {
  let whole = ''
  let end = 0
  for (const child of children) {
    whole += text.slice(end, child.place) + toWholeText(child)
    end = child.place
  }
  return whole + text.slice(end)
}

/** The whole texts of the elements of some names that say something, trimmed. */
export function listTexts(node: XmlNode, ...tags: string[]): string[] {
  const texts = tags.flatMap((tag) => listTagged(node, tag).map((element) => toWholeText(element).trim()))
  return texts.filter((text) => text !== '')
}

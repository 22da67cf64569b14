import { parseDocument } from 'htmlparser2'

type Parsed = ReturnType<typeof parseDocument>
type Node = Parsed['children'][number]

/** A mail's HTML as its reader sees it, by a parser that is not ours. */
export type ReadMail = {
  title: string
  /** What lists of mails show behind the subject; hidden in the mail. */
  preview: string
  /** What is shown, a line for each paragraph, heading and button, with single blanks. */
  lines: string[]
  /** As "h3 Its text". */
  headings: string[]
  /** Where links lead, in their order. */
  links: string[]
  /** The names of all elements, in their order. */
  elements: string[]
}

/** Reads a mail. */
export function readMail(html: string): ReadMail {
  const mail: ReadMail = { title: '', preview: '', lines: [], headings: [], links: [], elements: [] }
  for (const node of parseDocument(html).children) visit(node, mail)
  return mail
}

/** The lines of a text that are not empty. */
export function toLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

function visit(node: Node, mail: ReadMail): void {
  if (!('attribs' in node)) return
  const { name, attribs } = node
  mail.elements.push(name)
  if (name === 'style') return
  if (name === 'title') mail.title = toText(node)
  if (attribs['style']?.startsWith('display:none')) {
    mail.preview = toText(node)
    return
  }
  if (name === 'a') mail.links.push(attribs['href'] ?? '')
  if (/^h\d$/.test(name)) mail.headings.push(`${name} ${toText(node)}`)
  if (isLine(node) && toText(node) !== '') mail.lines.push(toText(node))
  for (const child of node.children) visit(child, mail)
}

// The link of a button stands in a cell of its own.
function isLine(node: Node): boolean {
  if (!('attribs' in node)) return false
  const { name, parent } = node
  return (
    name === 'p' || /^h\d$/.test(name) || (name === 'a' && parent !== null && 'name' in parent && parent.name === 'td')
  )
}

function toText(node: Node): string {
  const read = (part: Node): string =>
    'data' in part ? part.data : 'children' in part ? part.children.map(read).join('') : ''
  return read(node).replace(/\s+/g, ' ').trim()
}

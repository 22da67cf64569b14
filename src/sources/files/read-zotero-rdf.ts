import type { FileItem } from '../../domain/ports.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { readXml } from '../xml/read-xml.ts'
import { findTagged, listTagged, listTexts, toWholeText } from '../xml/tagged.ts'
import type { XmlNode } from '../xml/xml-node.ts'
import { findArxivName } from './find-arxiv-name.ts'
import { findZoteroDay } from './zotero-date.ts'
import type { Reference } from './reference.ts'
import { toItem } from './to-item.ts'

const NO_WORK = new Set(['attachment', 'note', 'annotation'])

/** Whether a text is Zotero's RDF, which names its namespace at the beginning. */
export function isZoteroRdf(xml: string): boolean {
  return /<rdf:RDF\b[^>]*zotero\.org\/namespaces\/export/i.test(xml.slice(0, 8192))
}

/**
 * Reads the papers of an export of Zotero as RDF, in its order (positions "item 1" and on). Attachments, notes and
 * collections are none. A journal's own element holds its name, and the DOI of the paper in it.
 *
 * @throws AppError `invalid` where the XML is broken
 */
export function readZoteroRdf(xml: string): FileItem[] {
  const elements = readXml(xml).children
  const byAddress = new Map(elements.map((element) => [element.attributes['rdf:about'] ?? '', element]))
  const works = elements.filter((element) => isWork(listTexts(element, 'z:itemType')[0]))
  return works.map((element, index) =>
    toItem(toReference(element, findJournal(element, byAddress), `item ${index + 1}`)),
  )
}

function isWork(itemType: string | undefined): boolean {
  return itemType !== undefined && !NO_WORK.has(itemType)
}

/** Within the item, or referred to by it. */
function findJournal(item: XmlNode, byAddress: ReadonlyMap<string, XmlNode>): XmlNode | undefined {
  const part = findTagged(item, 'dcterms:isPartOf')
  return part?.children[0] ?? byAddress.get(part?.attributes['rdf:resource'] ?? 'none')
}

function toReference(item: XmlNode, journal: XmlNode | undefined, position: string): Reference {
  const first = (name: string): string | undefined => listTexts(item, name)[0]
  const identifiers = [item, ...(journal ? [journal] : [])].flatMap((node) => listTexts(node, 'dc:identifier'))
  const doi = identifiers.find((text) => /^DOI\s/i.test(text))?.replace(/^DOI\s+/i, '')
  const arxiv = ['prism:number', 'dc:description', 'dc:coverage'].flatMap(
    (name) => findArxivName(first(name) ?? '') ?? [],
  )
  const date = first('dc:date')
  const ofJournal = (name: string): string | undefined => journal && listTexts(journal, name)[0]
  return {
    position,
    authors: listAuthors(item),
    names: [...arxiv, doi ?? '', item.attributes['rdf:about'] ?? '', ...identifiers].filter((text) => text !== ''),
    ...onlyPresent({
      title: first('dc:title'),
      abstract: first('dcterms:abstract'),
      doi,
      container: ofJournal('dc:title'),
      volume: ofJournal('prism:volume'),
      issue: ofJournal('prism:number'),
      pages: first('bib:pages'),
      year: /\d{4}/.exec(date ?? '')?.[0],
      day: findZoteroDay(date),
    }),
  }
}

function listAuthors(item: XmlNode): string[] {
  const lists = listTagged(item, 'bib:authors').flatMap((authors) => listTagged(authors, 'rdf:Seq'))
  const people = lists.flatMap((list) => listTagged(list, 'rdf:li')).flatMap((one) => listTagged(one, 'foaf:Person'))
  return people.flatMap((person) => {
    const [given] = listTexts(person, 'foaf:givenName', 'foaf:givenname')
    const name = [given ?? '', ...listTexts(person, 'foaf:surname').slice(0, 1)].join(' ').trim()
    return name === '' ? toWholeText(person).trim() || [] : name
  })
}

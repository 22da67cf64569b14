import { AppError } from '../../domain/error.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { toTextOfHtml } from '../html-text.ts'
import { parseMailDate } from '../mail-date.ts'
import { readXml } from '../xml/read-xml.ts'
import { findTagged, listTagged, listTexts, toWholeText } from '../xml/tagged.ts'
import type { XmlNode } from '../xml/xml-node.ts'
import type { FeedItem } from './feed-item.ts'

/**
 * Reads the items of an RSS feed (0.9 to 2.0, also as RDF) or an Atom feed, in their order.
 *
 * @throws AppError `invalid` where it is another document, or as `readXml` does
 */
export function readXmlFeed(xml: string): FeedItem[] {
  const root = readXml(xml)
  switch (root.name) {
    case 'feed':
      return listTagged(root, root.tag.replace(/feed$/, 'entry')).map((entry, index) => readEntry(entry, index + 1))
    case 'rss':
    case 'RDF':
      return listRssItems(root).map((item, index) => readRssItem(item, index + 1))
    default:
      throw new AppError('invalid', `XML that is no feed: it begins with "${root.tag.slice(0, 40)}"`)
  }
}

/** Within the channel since RSS 0.91, beside it in RDF. */
function listRssItems(root: XmlNode): XmlNode[] {
  const within = listTagged(root, 'channel').flatMap((channel) => listTagged(channel, 'item'))
  return [...within, ...listTagged(root, 'item')]
}

function readRssItem(item: XmlNode, number: number): FeedItem {
  const about = item.attributes['rdf:about']
  const links = [...listTexts(item, 'link', 'feedburner:origLink'), ...listAtomLinks(item, 'atom:link')]
  const identifiers = listTexts(item, 'prism:doi', 'arxiv:DOI', 'dc:identifier', 'guid', 'id')
  return {
    position: `item ${number}`,
    names: [...identifiers, ...links, ...(about === undefined ? [] : [about])],
    authors: [...listTexts(item, 'dc:creator'), ...listTexts(item, 'author', 'dc:contributor')],
    categories: listTexts(item, 'category', 'dc:subject'),
    ...onlyPresent({
      link: links[0] ?? about,
      title: findHtml(item, 'title', 'dc:title'),
      abstract: findHtml(item, 'description', 'content:encoded', 'dc:description', 'abstract'),
      publishedAt: findDate(item, 'pubDate', 'prism:publicationDate', 'dc:date', 'published'),
      updatedAt: findDate(item, 'prism:modificationDate', 'atom:updated', 'dcterms:modified'),
      journal: findHtml(item, 'prism:publicationName'),
    }),
  }
}

function readEntry(entry: XmlNode, number: number): FeedItem {
  const prefix = entry.tag.replace(/entry$/, '')
  const own = (name: string): string => `${prefix}${name}`
  const links = listAtomLinks(entry, own('link'))
  const authors = listTagged(entry, own('author')).flatMap((author) => listTexts(author, own('name')).slice(0, 1))
  return {
    position: `entry ${number}`,
    names: [...listTexts(entry, 'prism:doi', 'arxiv:doi', 'dc:identifier', own('id')), ...links],
    authors: authors.length > 0 ? authors : listTexts(entry, 'dc:creator'),
    categories: listTagged(entry, own('category')).flatMap(({ attributes: { term } }) => term ?? []),
    ...onlyPresent({
      link: links[0],
      title: findAtomText(entry, own('title')),
      abstract: findAtomText(entry, own('summary')) ?? findAtomText(entry, own('content')),
      publishedAt: findDate(entry, own('published'), own('issued'), 'dc:date'),
      updatedAt: findDate(entry, own('updated'), own('modified')),
      journal: findHtml(entry, 'prism:publicationName', 'arxiv:journal_ref'),
    }),
  }
}

/** The page itself first, then whatever else is linked to. */
function listAtomLinks(entry: XmlNode, name: string): string[] {
  const links = listTagged(entry, name).filter(({ attributes }) => attributes.href !== undefined)
  const isPage = ({ attributes: { rel } }: XmlNode): boolean => rel === undefined || rel === 'alternate'
  const related = links.filter((link) => /^(?:related|via|canonical)$/.test(link.attributes.rel ?? ''))
  return [...links.filter(isPage), ...related].map(({ attributes: { href = '' } }) => href.trim())
}

/** Texts of RSS are HTML or plain, and nothing says which. */
function findHtml(node: XmlNode, ...names: string[]): string | undefined {
  const said = names.map((name) => findTagged(node, name)).filter((element) => element !== undefined)
  return said.map((element) => toTextOfHtml(toWholeText(element))).find((text) => text !== '')
}

function findAtomText(entry: XmlNode, name: string): string | undefined {
  const element = findTagged(entry, name)
  if (element === undefined) return undefined
  const text = toWholeText(element)
  const isMarkup = /html/i.test(element.attributes.type ?? '')
  return (isMarkup ? toTextOfHtml(text) : text.trim()) || undefined
}

function findDate(node: XmlNode, ...names: string[]): number | undefined {
  for (const text of listTexts(node, ...names)) {
    const date = parseMailDate(text)
    if (date !== undefined) return date
  }
  return undefined
}

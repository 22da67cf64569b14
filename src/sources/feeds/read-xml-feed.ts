import { AppError } from '../../domain/error.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { toTextOfHtml } from '../html-text.ts'
import { parseFeedDate } from './feed-date.ts'
import type { FeedItem } from './feed-item.ts'
import { type FeedNode, findElement, listElements, listTexts, readFeedTree, toText } from './feed-tree.ts'

/**
 * Reads the items of an RSS feed (0.9 to 2.0, also as RDF) or an Atom feed, in their order.
 *
 * @throws AppError `invalid` where it is another document, or as `readFeedTree` does
 */
export function readXmlFeed(xml: string): FeedItem[] {
  const root = readFeedTree(xml)
  switch (toLocalName(root.name)) {
    case 'feed':
      return listElements(root, root.name.replace(/feed$/, 'entry')).map((entry, index) => readEntry(entry, index + 1))
    case 'rss':
    case 'RDF':
      return listRssItems(root).map((item, index) => readRssItem(item, index + 1))
    case 'html':
      throw new AppError('invalid', 'A page of HTML, not a feed')
    default:
      throw new AppError('invalid', `XML that is no feed: it begins with "${root.name.slice(0, 40)}"`)
  }
}

function toLocalName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Within the channel since RSS 0.91, beside it in RDF. */
function listRssItems(root: FeedNode): FeedNode[] {
  const within = listElements(root, 'channel').flatMap((channel) => listElements(channel, 'item'))
  return [...within, ...listElements(root, 'item')]
}

function readRssItem(item: FeedNode, number: number): FeedItem {
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

function readEntry(entry: FeedNode, number: number): FeedItem {
  const prefix = entry.name.replace(/entry$/, '')
  const own = (name: string): string => `${prefix}${name}`
  const links = listAtomLinks(entry, own('link'))
  const authors = listElements(entry, own('author')).flatMap((author) => listTexts(author, own('name')).slice(0, 1))
  return {
    position: `entry ${number}`,
    names: [...listTexts(entry, 'prism:doi', 'arxiv:doi', 'dc:identifier', own('id')), ...links],
    authors: authors.length > 0 ? authors : listTexts(entry, 'dc:creator'),
    categories: listElements(entry, own('category')).flatMap(({ attributes: { term } }) => term ?? []),
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
function listAtomLinks(entry: FeedNode, name: string): string[] {
  const links = listElements(entry, name).filter(({ attributes }) => attributes.href !== undefined)
  const isPage = ({ attributes: { rel } }: FeedNode): boolean => rel === undefined || rel === 'alternate'
  const related = links.filter((link) => /^(?:related|via|canonical)$/.test(link.attributes.rel ?? ''))
  return [...links.filter(isPage), ...related].map(({ attributes: { href = '' } }) => href.trim())
}

/** Texts of RSS are HTML or plain, and nothing says which. */
function findHtml(node: FeedNode, ...names: string[]): string | undefined {
  const said = names.map((name) => findElement(node, name)).filter((element) => element !== undefined)
  return said.map((element) => toTextOfHtml(toText(element))).find((text) => text !== '')
}

function findAtomText(entry: FeedNode, name: string): string | undefined {
  const element = findElement(entry, name)
  if (element === undefined) return undefined
  const text = toText(element)
  const isMarkup = /html/i.test(element.attributes.type ?? '')
  return (isMarkup ? toTextOfHtml(text) : text.trim()) || undefined
}

function findDate(node: FeedNode, ...names: string[]): number | undefined {
  for (const text of listTexts(node, ...names)) {
    const date = parseFeedDate(text)
    if (date !== undefined) return date
  }
  return undefined
}

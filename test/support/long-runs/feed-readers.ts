import { readFeed } from '../../../src/sources/feeds/read-feed.ts'
import { type Readers, toAttribute, toElements, toObject } from './fields.ts'

const RSS =
  'title description pubDate category author dc:creator dc:subject dc:date guid link prism:doi prism:publicationName'
const ATOM = 'title summary content published updated id dc:creator prism:doi prism:publicationName'
const JSON_FEED = 'title summary content_text content_html date_published date_modified url external_url'

/** What reads the feeds of anybody: an item with the run in all fields, one with a DOI, and one with the run as markup. */
export const FEED_READERS: Readers = {
  RSS: [
    (run) => readFeed(`<rss><channel><item>${toElements(RSS, run)}</item></channel></rss>`, 0),
    (run) => readFeed(`<rss><channel><item>${DOI}${toElements(RSS, run)}</item></channel></rss>`, 0),
    (run) => readFeed(`<rss><channel><item><title>${run}</title></item></channel></rss>`, 0),
    (run) => readFeed(`<r:RDF><item rdf:about="${toAttribute(run)}">${toElements(RSS, run)}</item></r:RDF>`, 0),
    (run) => readFeed(`<!DOCTYPE ${run}><rss/>`, 0),
  ],
  Atom: [
    (run) => readFeed(`<feed><entry>${anAtomEntry(run)}</entry></feed>`, 0),
    (run) => readFeed(`<feed><entry><id>doi:10.1000/a</id>${anAtomEntry(run)}</entry></feed>`, 0),
    (run) => readFeed(`<feed><entry><title type="xhtml">${run}</title></entry></feed>`, 0),
  ],
  'JSON Feed': [
    (run) => readFeed(aJsonFeed({ id: run, ...toObject(JSON_FEED, run), tags: [run], authors: [{ name: run }] }), 0),
    (run) => readFeed(aJsonFeed({ id: '10.1000/a', title: 'Owls', content_html: run, authors: [{ name: run }] }), 0),
    (run) => readFeed(`{${run}`, 0),
    (run) => readFeed(`{"a":"${run}`, 0),
  ],
}

const DOI = '<prism:doi>10.1000/owls</prism:doi>'

function anAtomEntry(run: string): string {
  const attribute = toAttribute(run)
  const rest = `<link href="${attribute}" rel="${attribute}"/><category term="${attribute}"/>`
  return `${toElements(ATOM, run)}<author>${toElements('name', run)}</author>${rest}`
}

function aJsonFeed(item: object): string {
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [item] })
}

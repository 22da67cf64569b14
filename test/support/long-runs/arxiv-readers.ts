import { isArxivFeed, readFeed } from '../../../src/sources/arxiv/feed/read-feed.ts'
import { isArxivDocument, readArxivDocument } from '../../../src/sources/arxiv/read-document.ts'
import { splitAuthors } from '../../../src/sources/arxiv/author-names.ts'
import { decodeXml } from '../../../src/sources/xml/decode-xml.ts'
import { readXml } from '../../../src/sources/xml/read-xml.ts'
import { type Readers, toAttribute, toElements, toXmlText } from './fields.ts'

/** What reads the answers of arXiv, and XML at all. */
export const ARXIV_READERS: Readers = {
  XML: [
    (run) => readXml(`<l>${run}</l>`),
    (run) => readXml(`<l>${toXmlText(run)}</l>`),
    (run) => readXml(`<l a="${toAttribute(run)}"/>`),
    (run) => readXml(`<l ${run}/>`),
    (run) => readXml(`${run}<l/>`),
    (run) => decodeXml(Buffer.from(`<?xml ${run}é?><l>${run}é</l>`, 'latin1'), `text/xml; charset=${run}`),
  ],
  'OAI-PMH': [
    (run) => readArxivDocument(readXml(anOaiAnswer(aRawRecord(run)))),
    (run) => readArxivDocument(readXml(anOaiAnswer(aPlainRecord(run)))),
    (run) => readArxivDocument(readXml(anOaiAnswer(`<header>${toElements('identifier datestamp', run)}</header>`))),
  ],
  'the query API': [(run) => readArxivDocument(readXml(aQueryAnswer(run)))],
  "arXiv's feeds": [
    (run) =>
      readAsFeed(`<rss><channel>${toElements('pubDate link', run)}<item>${aFeedItem(run)}</item></channel></rss>`),
    (run) => readAsFeed(`<feed>${toElements('updated id', run)}<entry>${aFeedItem(run)}</entry></feed>`),
  ],
  "arXiv's lines of authors": [splitAuthors],
}

function readAsFeed(xml: string): unknown {
  const root = readXml(xml)
  return [isArxivFeed(root), isArxivDocument(root), readFeed(root)]
}

function anOaiAnswer(record: string): string {
  return `<OAI-PMH><ListRecords><record>${record}</record></ListRecords></OAI-PMH>`
}

const HEADER = '<header><identifier>oai:arXiv.org:2604.00001</identifier><datestamp>2026-04-02</datestamp></header>'

function aRawRecord(run: string): string {
  const fields = toElements('authors title categories comments journal-ref doi abstract', run)
  const versions = `<version version="v1">${toElements('date source_type', run)}</version>`
  return `${HEADER}<metadata><arXivRaw><id>2604.00001</id>${versions}${fields}</arXivRaw></metadata>`
}

function aPlainRecord(run: string): string {
  const author = `<authors><author>${toElements('keyname forenames suffix', run)}</author></authors>`
  const fields = toElements('created updated title categories comments journal-ref doi abstract', run)
  return `${HEADER}<metadata><arXiv><id>2604.00001</id>${author}${fields}</arXiv></metadata>`
}

function aQueryAnswer(run: string): string {
  const fields = toElements('title summary published updated comment journal_ref doi', run)
  const rest = `<author>${toElements('name', run)}</author><category term="${toAttribute(run)}"/>`
  const entry = `<entry><id>http://arxiv.org/abs/2604.00001v1</id>${fields}${rest}</entry>`
  return `<feed>${toElements('totalResults', run)}${entry}<entry>${toElements('id', run)}</entry></feed>`
}

function aFeedItem(run: string): string {
  const fields = toElements('title description creator DOI journal_reference pubDate category announce_type', run)
  return `<guid>oai:arXiv.org:2604.00001v1</guid>${fields}`
}

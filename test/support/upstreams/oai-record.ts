import { toSetSpec } from './set-specs.ts'
import type { PaperState } from './world.ts'
import { escapeXml, toElement } from './xml.ts'

const SCHEMA = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='

/** The forms in which this server tells a record. */
export const FORMATS = ['arXivRaw', 'arXiv'] as const
export type OaiFormat = (typeof FORMATS)[number]

/** A record of OAI-PMH: its header and the paper in one of arXiv's own forms. */
export function toOaiRecord(state: PaperState, format: OaiFormat): string {
  const metadata = format === 'arXiv' ? toArxiv(state) : toArxivRaw(state)
  return `<record>\n${toOaiHeader(state)}\n<metadata>\n${metadata}\n</metadata>\n</record>`
}

/** The header alone, as ListIdentifiers tells it. */
export function toOaiHeader({ id, datestamp, categories }: PaperState): string {
  const sets = categories.map((category) => ` ${toElement('setSpec', toSetSpec(category))}\n`).join('')
  return `<header>\n <identifier>oai:arXiv.org:${id}</identifier>\n <datestamp>${datestamp}</datestamp>\n${sets}</header>`
}

function toArxivRaw(state: PaperState): string {
  const versions = state.versions.map((at, index) => {
    // A withdrawn version has no source; its type says so.
    const type = state.withdrawn === true && index === state.versions.length - 1 ? 'I' : 'D'
    const told = `<date>${new Date(at).toUTCString()}</date><size>${40 + index}kb</size><source_type>${type}</source_type>`
    return `<version version="v${index + 1}">${told}</version>`
  })
  return [
    `<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/" ${SCHEMA}"http://arxiv.org/OAI/arXivRaw/ http://arxiv.org/OAI/arXivRaw.xsd">`,
    `<id>${state.id}</id><submitter>${escapeXml(state.authors[0] ?? 'Nobody')}</submitter>${versions.join('')}`,
    toElement('title', state.title) + toElement('authors', toAuthorLine(state.authors)) + toCommonEnd(state),
    '</arXivRaw>',
  ].join('\n')
}

function toArxiv(state: PaperState): string {
  const [created, ...later] = state.versions.map((at) => new Date(at).toISOString().slice(0, 10))
  const authors = state.authors.map((name) => {
    const cut = name.lastIndexOf(' ')
    return `<author>${toElement('keyname', name.slice(cut + 1))}${cut > 0 ? toElement('forenames', name.slice(0, cut)) : ''}</author>`
  })
  return [
    `<arXiv xmlns="http://arxiv.org/OAI/arXiv/" ${SCHEMA}"http://arxiv.org/OAI/arXiv/ http://arxiv.org/OAI/arXiv.xsd">`,
    `<id>${state.id}</id>${toElement('created', created)}${toElement('updated', later.at(-1))}<authors>${authors.join('')}</authors>`,
    toElement('title', state.title) + toCommonEnd(state),
    '</arXiv>',
  ].join('\n')
}

function toCommonEnd(state: PaperState): string {
  return [
    toElement('categories', state.categories.join(' ')),
    toElement('comments', state.comments),
    toElement('journal-ref', state.journalRef),
    toElement('doi', state.doi),
    toElement('license', state.license),
    toElement('abstract', state.abstract),
  ].join('')
}

/** Names as submitters write them, in one line: "A, B and C". */
function toAuthorLine(authors: readonly string[]): string {
  return authors.length < 2 ? authors.join('') : `${authors.slice(0, -1).join(', ')} and ${authors.at(-1) ?? ''}`
}

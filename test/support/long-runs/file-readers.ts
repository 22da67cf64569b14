import { AppError } from '../../../src/domain/error.ts'
import { readBibtex } from '../../../src/sources/files/read-bibtex.ts'
import { readCslJson } from '../../../src/sources/files/read-csl-json.ts'
import { readIdList } from '../../../src/sources/files/read-id-list.ts'
import { readRis } from '../../../src/sources/files/read-ris.ts'
import { readZoteroJson } from '../../../src/sources/files/read-zotero-json.ts'
import { isZoteroRdf, readZoteroRdf } from '../../../src/sources/files/read-zotero-rdf.ts'
import { recogniseForm } from '../../../src/sources/form.ts'
import { readSavedPage } from '../../../src/sources/saved-page/read-page.ts'
import { type Readers, toElements, toObject } from './fields.ts'

const BIBTEX = 'title author doi url journal volume pages date note'
const RIS = 'TI AU AB DO UR JO VL IS SP EP DA PY N1 ID M3 AN'
const CSL = 'id title abstract container-title DOI URL number archive_location note volume issue page'
const ZOTERO = 'key title abstractNote publicationTitle archiveID DOI url date volume issue pages extra'
const RDF = 'dc:title dcterms:abstract dc:date dc:description dc:identifier bib:pages prism:number'

/** What reads the files that people bring. */
export const FILE_READERS: Readers = {
  'the beginning of a file': [
    (run) => recognise(run),
    (run) => recognise(`[${run}`),
    (run) => recognise(`{"a":1}\n${run}`),
    (run) => recognise(`@article{${run}`),
    (run) => recognise(`@${run}`),
  ],
  BibTeX: [
    (run) => readBibtex(`@misc{${run}x = 1}`),
    ...BIBTEX.split(' ').map((name) => (run: string) => readBibtex(`@misc{a, ${name} = {${run}}, title = {Owls}}`)),
    (run) =>
      readBibtex(`@misc{a, title = "Owls", pages = {${run}}, journal = {Owls}, author = {${run}}, doi = {10.1000/a}}`),
    (run) => readBibtex(`@misc{a, title = "${run}`),
    (run) => readBibtex(`@misc{a, title = ${run}`),
    (run) => readBibtex(`@${run}`),
    (run) => readBibtex(`@misc{a, ${'title = {a},\n'.repeat(3)}\n${run}`),
  ],
  RIS: [
    (run) => readRis(`TY  - JOUR\n${listTags(RIS, run)}ER  - \n`),
    (run) => readRis(`TY  - JOUR\nTI  - Owls\nJO  - Owls\nSP  - ${run}\nEP  - ${run}\nER  - \n`),
    (run) => readRis(`TY  - ${run}`),
    (run) => readRis(`TY  - JOUR\nTI  - a\n${run}`),
  ],
  'CSL-JSON': [
    (run) => readCslJson([{ type: 'article', ...toObject(CSL, run), author: toNames(run), issued: { raw: run } }]),
    (run) => readCslJson([{ type: 'article', title: 'Owls', 'container-title': 'Owls', page: run, volume: run }]),
  ],
  'exports of Zotero': [
    (run) => readZoteroJson([{ itemType: 'report', ...toObject(ZOTERO, run), creators: toNames(run) }]),
    (run) => readZoteroJson([{ itemType: 'report', title: 'Owls', publicationTitle: 'Owls', pages: run, date: run }]),
    (run) => readZoteroRdf(aZoteroExport(toElements(RDF, run), run)),
    (run) => isZoteroRdf(`<rdf:RDF ${run}`),
  ],
  'texts with ids': [
    readIdList,
    (run) => readIdList(`https://arxiv.org/abs/2604.00001${run}x`),
    (run) => readIdList(`10.1000/${run}x`),
    (run) => readIdList(toShortLines(run)),
    (run) => readIdList(toShortLines(run, 'https://birds.example/')),
  ],
  'saved pages': [
    readSavedPage,
    (run) => readSavedPage(`Owls\n\n${run}\n\n• 3 authors\n\n·\n\nMay 12, 2025 3\n${run}`),
    (run) => readSavedPage(`Get trending papers in your email inbox!\n${run}`),
  ],
}

function recognise(text: string): unknown {
  try {
    return recogniseForm(Buffer.from(text), true)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return undefined
  }
}

function listTags(names: string, run: string): string {
  return names
    .split(' ')
    .map((name) => `${name}  - ${run}\n`)
    .join('')
}

function toNames(run: string): object[] {
  return [{ family: run, given: run, literal: run }, { firstName: run, lastName: run }, { name: run }]
}

function aZoteroExport(fields: string, run: string): string {
  const person = `<foaf:Person>${toElements('foaf:surname foaf:givenName', run)}</foaf:Person>`
  const authors = `<bib:authors><rdf:Seq><rdf:li>${person}</rdf:li></rdf:Seq></bib:authors>`
  const journal = `<dcterms:isPartOf><bib:Journal>${fields}</bib:Journal></dcterms:isPartOf>`
  return `<rdf:RDF><bib:Article><z:itemType>a</z:itemType>${fields}${authors}${journal}</bib:Article></rdf:RDF>`
}

/** The run in lines of a length that is read whole. */
function toShortLines(run: string, begin = ''): string {
  const pieces = run.match(/[^]{1,9000}/g) ?? []
  return pieces.map((piece) => `${begin}${piece.replaceAll('\n', ' ')}`).join('\n')
}

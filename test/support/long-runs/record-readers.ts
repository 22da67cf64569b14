import { readArxivRow } from '../../../src/sources/arxiv/row.ts'
import { parseAnswerJson } from '../../../src/sources/answer-json.ts'
import { readPage } from '../../../src/sources/biorxiv/answer.ts'
import { readExportRow } from '../../../src/sources/broadsheet-export/export-line.ts'
import { readDailyAnswer } from '../../../src/sources/daily-papers/answer.ts'
import { readFlatRow } from '../../../src/sources/daily-papers/flat-row.ts'
import { findRepository } from '../../../src/sources/github/repository.ts'
import { findVenue } from '../../../src/sources/openalex/venue.ts'
import { listDois, readWorks } from '../../../src/sources/openalex/works.ts'
import { readSubmission } from '../../../src/sources/openreview/submission.ts'
import { findBatchId, readBatch } from '../../../src/sources/semantic-scholar/batch.ts'
import type { PaperId } from '../../../src/domain/paper.ts'
import { type Readers, toObject } from './fields.ts'

const ID = '2604.00001'
const VERSION = 'title authors category abstract published license'
const DAILY = 'title summary publishedAt submittedOnDailyAt discussionId projectPage githubRepo ai_summary'
const ROW = 'title abstract comment comments primary doi submittedBy githubRepo projectPage ai_summary'
const NOTE = 'title abstract venue venueid'

/** What reads the answers in JSON, and records that stand a line each. */
export const RECORD_READERS: Readers = {
  'bytes of JSON': [(run) => readBytes(run), (run) => readBytes(`{"a":"${run}"}`), (run) => readBytes(`["${run}`)],
  'answers of bioRxiv': [
    (run) => readAsPage({ doi: '10.1101/2026.01', date: '2026-11-18', version: '1', ...toObject(VERSION, run) }),
    (run) => readAsPage(toObject(`doi date version ${VERSION}`, run)),
  ],
  'answers of OpenReview': [
    (run) => readSubmission({ id: run, forum: run, content: toNote(run) }, 'item 1', run),
    (run) => readSubmission({ content: { ...toNote(run), title: { value: 'Owls' }, venue: undefined } }, 'item 1', 'v'),
  ],
  'answers of OpenAlex': [
    (run) => listDois({ id: ID as PaperId, doi: run }),
    (run) => readWorks({ results: [aWork(run)] }),
    (run) =>
      findVenue(
        ID as PaperId,
        run,
        readWorks({ results: [aWork(run)] })
          .works.values()
          .next().value!,
        0,
      ),
  ],
  'answers of Semantic Scholar': [
    (run) => findBatchId({ id: run as PaperId, doi: run }),
    (run) => readBatch([{ citationCount: run }], [{ id: ID as PaperId }], 0),
  ],
  'addresses of repositories': [findRepository, (run) => findRepository(`https://github.com/${run}`)],
  'Daily Papers': [
    (run) => readDailyAnswer([aDailyItem(run)]),
    (run) => readDailyAnswer([toPython(aDailyItem(run))]),
    (run) => readDailyAnswer([`{'paper': {${run}`]),
    (run) => readDailyAnswer([`{'paper': {'id': '${run}`]),
    (run) => readFlatRow({ id: ID, ...toObject(ROW, run), authors: [run], dates: [run] }, 'line 1'),
    (run) => readFlatRow({ id: run, title: run }, 'line 1'),
  ],
  'rows of arXiv': [
    (run) => readArxivRow({ id: ID, ...toObject(ROW, run), authors: [run], categories: [run], date: '2026-04-01' }, ''),
    (run) => readArxivRow({ id: run, title: run, doi: run, created: '2026-04-01' }, ''),
  ],
  'our own export': [
    (run) => readExportRow({ id: ID, ...toObject(ROW, run), authors: [run], formerIds: [run] }, 'line 1'),
    (run) => readExportRow({ id: run, title: run, abstract: run, doi: run }, 'line 1'),
  ],
}

function readBytes(text: string): unknown {
  const bytes = Buffer.from(text)
  return parseAnswerJson({ status: 200, bytes, type: '', at: 0, validator: {}, url: 'https://a.example' }, 'It')
}

function readAsPage(version: object): unknown {
  const answer = { messages: [{ status: 'ok', total: '1' }], collection: [version] }
  return readPage(answer, { source: 'biorxiv', title: 'bioRxiv', categories: new Set(['owls']), cursor: 0 })
}

function toNote(run: string): Record<string, unknown> {
  const wrapped = Object.entries(toObject(NOTE, run)).map(([name, value]) => [name, { value }])
  return { ...Object.fromEntries(wrapped), authors: { value: [run] }, keywords: { value: [run] } }
}

function aWork(run: string): object {
  const source = { display_name: run, type: 'journal' }
  return { doi: run, cited_by_count: 1, title: run, primary_location: { version: 'publishedVersion', source } }
}

function aDailyItem(run: string): { paper: object } {
  const user = toObject('_id name fullname avatarUrl type', run)
  const paper = { id: ID, ...toObject(DAILY, run), authors: [{ _id: run, name: run, user }], ai_keywords: [run] }
  return { paper: { ...paper, organization: user, submittedOnDailyBy: user } }
}

/** As Python writes it: for texts in JSON's quotes the two differ in nothing that a reader here knows. */
function toPython(value: object): string {
  return JSON.stringify(value)
}

import { toAuthorKey } from '../../../src/domain/author-key.ts'
import { findArxivId } from '../../../src/domain/arxiv-id.ts'
import { findArxivNearMiss } from '../../../src/domain/arxiv-near-miss.ts'
import { normaliseDoi, toKeyOfDoi } from '../../../src/domain/doi.ts'
import { parseInstant } from '../../../src/domain/time.ts'
import { toTitleKey } from '../../../src/domain/title-key.ts'
import { parseQuery } from '../../../src/engine/query/parse-query.ts'
import { toMarker } from '../../../src/engine/query/to-marker.ts'
import { stripRequest } from '../../../src/engine/rank/strip-request.ts'
import { analyse } from '../../../src/engine/text/analyzer.ts'
import { excerpt } from '../../../src/engine/text/excerpt.ts'
import { splitSentences } from '../../../src/engine/text/sentences.ts'
import { toCitation } from '../../../src/http/citations/citation.ts'
import { toBibtex } from '../../../src/http/citations/bibtex.ts'
import { toPublicText } from '../../../src/http/sources/public-text.ts'
import { foldText } from '../../../src/platform/plain-text.ts'
import { toMarkdown } from '../../../src/platform/tex/to-markdown.ts'
import { toMathml } from '../../../src/platform/tex/to-mathml.ts'
import { toPlainText } from '../../../src/platform/tex/to-plain-text.ts'
import { toStorableJson, toStorable } from '../../../src/sources/storable-text.ts'
import { saysWithdrawn } from '../../../src/sources/arxiv/withdrawn.ts'
import { findKey } from '../../../src/sources/find-key.ts'
import { findTextOfHtml } from '../../../src/sources/html-text.ts'
import { isTooDeep } from '../../../src/sources/json-depth.ts'
import { parseMailDate } from '../../../src/sources/mail-date.ts'
import { aPaper } from '../builders.ts'
import type { Readers } from './fields.ts'

const OWLS = parseQuery('"night owls" hear')

/** What reads single texts, whatever answer or page they came with. */
export const TEXT_READERS: Readers = {
  TeX: [toPlainText, toMarkdown, (run) => toPlainText(`$${run}$`), (run) => toMathml(run, false)],
  HTML: [findTextOfHtml, (run) => findTextOfHtml(`<p>${run}</p>`), (run) => findTextOfHtml(`<a href="${run}">a</a>`)],
  'texts to clean': [toStorable, toStorableJson, isTooDeep, foldText],
  dates: [parseMailDate, parseInstant, (run) => parseMailDate(`Mon, 6 Apr 2026 ${run}`)],
  'ids and keys': [
    findArxivId,
    findArxivNearMiss,
    normaliseDoi,
    toKeyOfDoi,
    toTitleKey,
    toAuthorKey,
    saysWithdrawn,
    (run) => findKey([run]),
    (run) => findArxivId(`arXiv:${run}`),
  ],
  queries: [parseQuery, stripRequest, (run) => parseQuery(`author:"${run}`)],
  'texts to index': [analyse, splitSentences, (run) => excerpt(run, toMarker(OWLS, 'abstract'), 300)],
  'texts to show': [
    toPublicText,
    (run) =>
      toBibtex(toCitation(aPaper({ fields: { title: run, authors: [run], abstract: run } }), 'https://a.example')),
  ],
}

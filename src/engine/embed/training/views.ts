import type { TrainingCorpus } from './corpus.ts'
import { type TrainingPlan, VIEW_TERMS } from './plan.ts'
import type { TrainingRandom } from './random.ts'

/** Two texts of one paper that should mean the same, as term numbers; lists are the maker's own and written over. */
export type Views = { query: TermList; document: TermList }

/** A list of fixed room, of which the first `length` count. */
export type TermList = { terms: Uint32Array; length: number }

const SHORTEST_FOR_SPAN = 40
const SHORTEST_SPAN = 8
/** Words of a view at most, repeated ones too. */
const LONGEST_VIEW = 512

/** Room for the views of one paper at a time. */
export function createViews(): Views {
  return {
    query: { terms: new Uint32Array(LONGEST_VIEW), length: 0 },
    document: { terms: new Uint32Array(LONGEST_VIEW), length: 0 },
  }
}

/** Makes two views of a paper: its title and its abstract, or a part of the abstract and the rest with the title. */
export function composeViews(
  views: Views,
  corpus: TrainingCorpus,
  paper: number,
  plan: Pick<TrainingPlan, 'spanRatio' | 'wordsRatio'>,
  random: TrainingRandom | undefined,
): void {
  const [title, abstract, stop] = [
    corpus.starts[2 * paper]!,
    corpus.starts[2 * paper + 1]!,
    corpus.starts[2 * paper + 2]!,
  ]
  const end = Math.min(stop, abstract + VIEW_TERMS)
  views.query.length = 0
  views.document.length = 0
  const kind = random?.ratio() ?? 1
  if (random && end - abstract > SHORTEST_FOR_SPAN && kind < plan.spanRatio + plan.wordsRatio) {
    append(views.document, corpus.terms, title, abstract)
    if (kind < plan.spanRatio) takeSpan(views, corpus.terms, abstract, end, random)
    else takeWords(views, corpus.terms, abstract, end, random)
    return
  }
  append(views.query, corpus.terms, title, abstract)
  append(views.document, corpus.terms, abstract, end)
}

function takeSpan(views: Views, terms: Uint32Array, start: number, end: number, random: TrainingRandom): void {
  const length = end - start
  const taken = Math.max(SHORTEST_SPAN, Math.floor(length * (0.08 + 0.22 * random.ratio())))
  const from = start + random.below(length - taken)
  append(views.query, terms, from, from + taken)
  append(views.document, terms, start, from)
  append(views.document, terms, from + taken, end)
}

/** Three to ten words of the abstract, as someone would ask; they stay in it now and then. */
function takeWords(views: Views, terms: Uint32Array, start: number, end: number, random: TrainingRandom): void {
  const ratio = (3 + random.below(8)) / (end - start)
  const keeps = random.ratio() < 0.5
  for (let at = start; at < end; at++) {
    const isTaken = random.ratio() < ratio
    if (isTaken) append(views.query, terms, at, at + 1)
    if (!isTaken || keeps) append(views.document, terms, at, at + 1)
  }
  if (views.query.length === 0) append(views.query, terms, start, start + 1)
}

function append(list: TermList, terms: Uint32Array, start: number, end: number): void {
  for (let at = start; at < end && list.length < LONGEST_VIEW; at++) list.terms[list.length++] = terms[at]!
}

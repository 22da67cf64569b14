// Papers with the summary and the keywords that a language model wrote of them, and topics made of these.
import { toTitleKey } from '../src/domain/title-key.ts'
import type { JudgedTopics } from '../src/services/evaluate/measure-set.ts'
import { readLines } from '../src/services/evaluate/read-lines.ts'
import { SeededRandom } from '../src/services/sample/random.ts'

/** A paper by the key of its title, and how it was described. */
export type DescribedPaper = { key: string; summary: string; keywords: readonly string[] }

const KEYWORDS = 3

/** Papers that have a summary and at least five keywords, in the order of the file. */
export async function readDescribedPapers(path: string): Promise<DescribedPaper[]> {
  const papers: DescribedPaper[] = []
  for await (const { text } of readLines(path)) {
    const row = JSON.parse(text) as { title: string; ai_summary?: string; ai_keywords?: string[] }
    if (!row.ai_summary || (row.ai_keywords?.length ?? 0) < 5) continue
    papers.push({ key: toTitleKey(row.title), summary: row.ai_summary, keywords: row.ai_keywords! })
  }
  return papers
}

/** Find the paper from its summary. */
export function summaryTopics(papers: readonly DescribedPaper[], count: number): JudgedTopics {
  return toTopics(draw(papers, count, 1).map(({ key, summary }) => ({ key, text: summary })))
}

/** Find the paper from three of its keywords, drawn by chance. */
export function keywordTopics(papers: readonly DescribedPaper[], count: number): JudgedTopics {
  const chosen = draw(papers, count, 2)
  return toTopics(
    chosen.map(({ key, keywords }, place) => ({ key, text: draw(keywords, KEYWORDS, place + 3).join(' ') })),
  )
}

function toTopics(asked: readonly { key: string; text: string }[]): JudgedTopics {
  const topics = asked.map(({ text }, place) => ({ id: String(place), text }))
  return { topics, qrels: new Map(asked.map(({ key }, place) => [String(place), new Map([[key, 1]])])) }
}

/** Some of a list in an order of chance, the same for the same seed. */
function draw<T>(list: readonly T[], count: number, seed: number): T[] {
  const random = new SeededRandom()
  random.restart(seed, 0)
  const left = [...list]
  return Array.from({ length: Math.min(count, list.length) }, () => left.splice(random.below(left.length), 1)[0]!)
}

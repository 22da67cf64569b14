import { type FocusSlot, parsePattern, type Pattern, type Slot } from './pattern.ts'
import { TITLE_TAILS } from './patterns/title-tails.ts'
import type { SeededRandom } from './random.ts'
import type { Subject } from './subject.ts'
import type { Patterns } from './topic.ts'
import { CHINESE_AIMS, CHINESE_KINDS, CHINESE_TOPICS } from './words/name-parts.ts'

// An abstract has 50 to 230 words, 140 in the mean; a sentence of details some 17.
const LEAST_WORDS = 84
const MORE_WORDS = 150
const WORDS_IN_DETAIL = 17
const LEAST_WITH_GAP = 80

// Tuned with bench/sample.ts: titles of many fields share words that are none of a topic's, common and rare.
const TAIL_RATIO = 0.75

type DrawnSlot = Exclude<Slot, FocusSlot>

const titleTails = TITLE_TAILS.trim().split('\n').map(parseTail)
const chinese = [CHINESE_AIMS, CHINESE_KINDS, CHINESE_TOPICS].map((text) => text.split('|'))

/** Puts words into a pattern. `titled` gives its words the capitals of a title. */
export function renderPattern(pattern: Pattern, subject: Subject, random: SeededRandom, titled = false): string {
  let text = ''
  for (const part of pattern.parts) {
    const literals = titled ? part.titled : part.literals
    text += literals.length === 1 ? literals[0]! : literals[random.below(literals.length)]!
    if (part.slot !== undefined) {
      const phrase = part.focus < 0 ? subject.fill(part.slot as DrawnSlot) : subject.focus[part.focus]!
      if (part.article) text += `${part.capital ? toCapitalArticle(phrase.article) : phrase.article} `
      text += titled ? phrase.titled : part.capital && !part.article ? phrase.capital : phrase.plain
    } else if (part.choices.length > 0) {
      text += renderPattern(part.choices[random.below(part.choices.length)]!, subject, random, titled)
    }
  }
  return text
}

/** A title: one in 600 very long, one in 500 in Chinese. Three in five have the capitals of titles. */
export function composeTitle(patterns: Patterns, subject: Subject, random: SeededRandom): string {
  const kind = random.below(3000)
  if (kind < 6) return chinese.map((list) => list[random.below(list.length)]!).join('')
  const titled = random.below(5) < 3
  let title = renderPattern(draw(patterns.titles, random), subject, random, titled)
  if (random.happens(TAIL_RATIO) && !/[:?]/.test(title))
    title += renderPattern(draw(titleTails, random), subject, random, titled)
  if (kind >= 11) return title
  const tails = [1, 2, 3, 4].map(() => renderPattern(draw(patterns.titles, random), subject, random, titled))
  return [title, ...tails].join(', with ')
}

/** An abstract: an opening, a gap, a claim, details, results, a closing; short ones leave some out. */
export function composeAbstract(patterns: Patterns, subject: Subject, random: SeededRandom): string {
  const target = LEAST_WORDS + random.below(MORE_WORDS)
  const opening = draw(patterns.openings, random)
  const gap = draw(patterns.gaps, random)
  const claim = draw(patterns.claims, random)
  const results = drawInOrder(patterns.results, 1 + random.below(target > 130 ? 3 : 2), random)
  const closing = random.below(3) > 0 ? draw(patterns.closings, random) : undefined
  const frame = opening.wordCount + gap.wordCount + claim.wordCount + (closing?.wordCount ?? 0)
  const detailCount = Math.max(0, Math.round((target - frame - countWords(results)) / WORDS_IN_DETAIL))
  let text = renderPattern(opening, subject, random)
  if (target >= LEAST_WITH_GAP) text += ` ${renderPattern(gap, subject, random)}`
  text += ` ${renderPattern(claim, subject, random)}`
  for (const detail of drawInOrder(patterns.details, detailCount, random))
    text += ` ${renderPattern(detail, subject, random)}`
  for (const result of results) text += ` ${renderPattern(result, subject, random)}`
  return closing ? `${text} ${renderPattern(closing, subject, random)}` : text
}

/** A tail keeps the blank before it, unless it begins with a colon. */
function parseTail(line: string): Pattern {
  return parsePattern(line.startsWith(':') ? line : ` ${line.trim()}`)
}

function toCapitalArticle(article: 'a' | 'an'): string {
  return article === 'an' ? 'An' : 'A'
}

function draw<Member>(list: readonly Member[], random: SeededRandom): Member {
  return list[random.below(list.length)]!
}

/** Some members, none twice, in the order of the list, which has at most 31. */
function drawInOrder<Member>(list: readonly Member[], count: number, random: SeededRandom): Member[] {
  let drawn = 0
  for (let left = Math.min(count, list.length); left > 0; left--) {
    let bit = 1 << random.below(list.length)
    while (drawn & bit) bit = 1 << random.below(list.length)
    drawn |= bit
  }
  return list.filter((_, index) => drawn & (1 << index))
}

function countWords(patterns: readonly Pattern[]): number {
  let words = 0
  for (const { wordCount } of patterns) words += wordCount
  return words
}

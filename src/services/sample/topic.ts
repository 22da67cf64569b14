import { parsePatterns, type Pattern } from './pattern.ts'
import { BUILD_PATTERNS } from './patterns/build-patterns.ts'
import { OBSERVE_PATTERNS } from './patterns/observe-patterns.ts'
import type { PatternText } from './patterns/pattern-text.ts'
import { PROVE_PATTERNS } from './patterns/prove-patterns.ts'
import { parsePhrases, type Phrase } from './phrase.ts'
import { COMPUTING_TOPICS } from './words/computing-topics.ts'
import { LEARNING_TOPICS } from './words/learning-topics.ts'
import { PHYSICS_TOPICS } from './words/physics-topics.ts'
import { SCIENCE_TOPICS } from './words/science-topics.ts'
import type { Genre, TopicWords } from './words/topic-words.ts'
import { ZipfList } from './zipf-list.ts'

/** The parts of a paper that patterns are for. */
const SECTIONS = ['titles', 'openings', 'gaps', 'claims', 'details', 'results', 'closings'] as const
export type Section = (typeof SECTIONS)[number]

/** Patterns of each section. */
export type Patterns = Record<Section, readonly Pattern[]>

/** A topic ready for drawing. `named` patterns may speak of the paper's own method by name, `unnamed` do not. */
export type Topic = {
  index: number
  genre: Genre
  categories: readonly string[]
  named: Patterns
  unnamed: Patterns
  objects: ZipfList<Phrase>
  methods: ZipfList<Phrase>
  tasks: ZipfList<Phrase>
  properties: ZipfList<Phrase>
  adjectives: ZipfList<Phrase>
  kinds: ZipfList<Phrase>
}

// Tuned with bench/sample.ts so that queries of title words match as large a share as they do of real papers.
const WITHIN_TOPIC_EXPONENT = 0.5

const GENRE_PATTERNS: Record<Genre, PatternText> = {
  build: BUILD_PATTERNS,
  prove: PROVE_PATTERNS,
  observe: OBSERVE_PATTERNS,
  study: OBSERVE_PATTERNS,
}

/** All topics, in their order. Parses the word lists: some milliseconds, so once for a corpus. */
export function parseTopics(): Topic[] {
  const patterns = new Map<Genre, { named: Patterns; unnamed: Patterns }>()
  for (const genre of Object.keys(GENRE_PATTERNS) as Genre[]) patterns.set(genre, parseGenre(genre))
  const all = [...LEARNING_TOPICS, ...COMPUTING_TOPICS, ...PHYSICS_TOPICS, ...SCIENCE_TOPICS]
  return all.map((words, index) => ({ index, ...parseTopic(words), ...patterns.get(words.genre)! }))
}

function parseTopic(words: TopicWords): Omit<Topic, 'index' | 'named' | 'unnamed'> {
  return {
    genre: words.genre,
    categories: words.categories.split(' '),
    objects: toList(words.objects),
    methods: toList(words.methods),
    tasks: toList(words.tasks),
    properties: toList(words.properties),
    adjectives: toList(words.adjectives),
    kinds: toList(words.kinds),
  }
}

function toList(text: string): ZipfList<Phrase> {
  return new ZipfList(parsePhrases(text), WITHIN_TOPIC_EXPONENT)
}

function parseGenre(genre: Genre): { named: Patterns; unnamed: Patterns } {
  const text = GENRE_PATTERNS[genre]
  const all = toPatterns((section) => parsePatterns(text[section]).filter((pattern) => suits(pattern, genre)))
  const named = toPatterns((section) => {
    // The title and the claim of a named paper bring its name in.
    const isNaming = section === 'titles' || section === 'claims'
    return isNaming ? all[section].filter(({ slots }) => slots.has('X')) : all[section]
  })
  return { named, unnamed: toPatterns((section) => all[section].filter(({ slots }) => !slots.has('X'))) }
}

function toPatterns(listOf: (section: Section) => readonly Pattern[]): Patterns {
  const [titles, openings, gaps, claims, details, results, closings] = SECTIONS.map(listOf)
  return {
    titles: titles!,
    openings: openings!,
    gaps: gaps!,
    claims: claims!,
    details: details!,
    results: results!,
    closings: closings!,
  }
}

/** Units and catalogue numbers are for physical things only. */
function suits({ slots }: Pattern, genre: Genre): boolean {
  return genre !== 'study' || !(slots.has('unit') || slots.has('catalog'))
}

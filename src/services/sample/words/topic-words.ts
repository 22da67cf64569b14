/**
 * How papers of a topic argue: they build and compare, prove, measure, or study people. Decides their sentences; a
 * `study` has those of `observe` but for physical units and catalogue numbers.
 */
export type Genre = 'build' | 'prove' | 'observe' | 'study'

/**
 * The vocabulary of one topic. Lists are one text, parted by "|", most frequent first.
 *
 * The sentence patterns rely on the grammar: `objects` are plural, `methods` are singular and countable, `tasks` and
 * `properties` are singular without an article, `adjectives` stand before a noun, `kinds` are singular nouns that
 * follow the name of a data set ("the Orvex benchmark").
 */
export type TopicWords = {
  /** arXiv categories, parted by spaces; the first is the primary one. */
  categories: string
  genre: Genre
  objects: string
  methods: string
  tasks: string
  properties: string
  adjectives: string
  kinds: string
}

import { createRecord, type Paper, type PaperFields, type PaperId } from '../../domain/paper.ts'
import { DAY_MS } from '../../domain/time.ts'
import { toAuthorName, toOrganization } from './author-names.ts'
import { composeAbstract, composeTitle } from './compose-text.ts'
import { featurePaper } from './feature-paper.ts'
import { mixNumbers, SeededRandom } from './random.ts'
import type { SampleDay } from './sample-days.ts'
import { Subject } from './subject.ts'
import { parseTopics, type Topic } from './topic.ts'
import { ZipfList } from './zipf-list.ts'

/** What every sample paper says of itself. */
const SAMPLE_COMMENT = 'Sample paper, made up by Broadsheet: not real research.'

const NAMED_RATIO = { build: 0.45, prove: 0.06, observe: 0.1, study: 0.1 }
// Tuned with bench/sample.ts: see there.
const TOPIC_EXPONENT = 0.4
const BORROWING_RATIO = 0.5
const NEIGHBOURS = 4

const AUTHORS_A_TOPIC = 20_000
const AUTHORS_A_GROUP = 10
// So many authors are of no one group.
const LARGE = 20
const ORGANIZATIONS = 900

/** Makes papers, each from the corpus' seed and its own number alone: any of them, in any order, is always the same. */
export class PaperComposer {
  readonly #seed: number
  readonly #days: readonly SampleDay[]
  readonly #random = new SeededRandom()
  readonly #subject = new Subject(this.#random)
  readonly #organizations = Array.from({ length: ORGANIZATIONS }, (_, number) => toOrganization(number))
  readonly #topics = parseTopics()
  readonly #drawnTopics = new ZipfList(this.#topics, TOPIC_EXPONENT, 2)

  /** @param days newest first, at least one; papers go to them in turn */
  constructor(seed: number, days: readonly SampleDay[]) {
    this.#seed = seed
    this.#days = days
  }

  /** @param number from 1 */
  compose(number: number): Paper {
    const random = this.#random
    random.restart(this.#seed, number)
    const topic = this.#drawnTopics.draw(random)
    const second = this.#drawSecond(topic)
    const named = random.happens(NAMED_RATIO[topic.genre])
    this.#subject.choose(topic, second, named)
    const patterns = named ? topic.named : topic.unnamed
    const title = composeTitle(patterns, this.#subject, random)
    // One in 400 has no abstract, as some records have none.
    const abstract = random.below(400) === 0 ? undefined : composeAbstract(patterns, this.#subject, random)
    const day = this.#days[(number - 1) % this.#days.length]!
    const fields: PaperFields = { title, ...(abstract && { abstract }), ...this.#composePeople(topic) }
    fields.categories = listCategories(topic, second, random)
    fields.primaryCategory = topic.categories[0]!
    fields.comment = SAMPLE_COMMENT
    fields.announcedDay = day.day
    this.#addVersions(fields, day)
    return this.#finish(number, fields, day)
  }

  #finish(number: number, fields: PaperFields, day: SampleDay): Paper {
    const id = `sample:${number}` as PaperId
    // Every second paper of a day, until the day has as many as it shall have.
    const turn = Math.floor((number - 1) / this.#days.length)
    const place = turn % 2 === 0 && turn / 2 < day.featuredCount ? turn / 2 : undefined
    const origin = { source: 'sample', at: day.startsAt, weight: 0 } as const
    if (place !== undefined) {
      const feature = featurePaper({ number, place, day, fields, subject: this.#subject, random: this.#random })
      return { ...createRecord(id, { ...fields, ...feature.fields }, origin), ...feature.listing }
    }
    const paper = createRecord(id, fields, origin)
    if (this.#random.below(12) === 0)
      paper.counts.votes = { timed: { at: day.startsAt + DAY_MS, count: 1 + this.#random.below(4) } }
    return paper
  }

  /** The topic itself, or one that it borrows from: of the same genre where a few draws find one. */
  #drawSecond(topic: Topic): Topic {
    if (!this.#random.happens(BORROWING_RATIO)) return topic
    let drawn = this.#drawNear(topic)
    for (let tries = 0; drawn.genre !== topic.genre && tries < 3; tries++) drawn = this.#drawNear(topic)
    return drawn
  }

  #drawNear(topic: Topic): Topic {
    const random = this.#random
    if (random.below(2) === 0) return this.#drawnTopics.draw(random)
    // Topics that stand near one another in the lists are related.
    const index = topic.index + random.below(2 * NEIGHBOURS + 1) - NEIGHBOURS
    return this.#topics[(index + this.#topics.length) % this.#topics.length]!
  }

  /** Authors come from groups of a topic; few groups write much, many write little. One paper in 500 has 60 authors. */
  #composePeople(topic: Topic): Pick<PaperFields, 'authors' | 'organization'> {
    const random = this.#random
    const count =
      random.below(500) === 0 ? 60 : 1 + Math.floor(12 * random.ratio() * random.ratio() + 2 * random.ratio())
    const group = Math.floor((AUTHORS_A_TOPIC / AUTHORS_A_GROUP) * drawSkewed(random))
    const authors: string[] = []
    for (let tries = 0; authors.length < count && tries < 3 * count; tries++) {
      const member =
        random.below(4) > 0 && count < LARGE
          ? group * AUTHORS_A_GROUP + random.below(AUTHORS_A_GROUP)
          : this.#drawAuthor()
      const name = toAuthorName(topic.index * AUTHORS_A_TOPIC + member)
      if (!authors.includes(name)) authors.push(name)
    }
    if (random.below(5) < 2) return { authors }
    return { authors, organization: this.#organizations[mixNumbers(topic.index, group) % ORGANIZATIONS]! }
  }

  #drawAuthor(): number {
    return Math.floor(AUTHORS_A_TOPIC * drawSkewed(this.#random))
  }

  #addVersions(fields: PaperFields, day: SampleDay): void {
    const random = this.#random
    const publishedAt = day.submittedFrom + 1000 * random.below((day.submittedUntil - day.submittedFrom) / 1000)
    fields.publishedAt = publishedAt
    const updatedAt = publishedAt + (1 + random.below(30)) * DAY_MS + 1000 * random.below(40_000)
    // A second version cannot be newer than the newest edition.
    const revised = random.below(6) === 0 && updatedAt < this.#days[0]!.startsAt
    fields.version = revised ? 2 + Math.floor(3 * random.ratio() ** 4) : 1
    fields.updatedAt = revised ? updatedAt : publishedAt
  }
}

/** From 0 to 1, small ones far more often: a ratio to the power of 2.5. */
function drawSkewed(random: SeededRandom): number {
  const ratio = random.ratio()
  return ratio * ratio * Math.sqrt(ratio)
}

function listCategories(topic: Topic, second: Topic, random: SeededRandom): string[] {
  const own = topic.categories.slice(0, 1 + random.below(topic.categories.length))
  const borrowed = second.categories[0]!
  return own.includes(borrowed) ? own : [...own, borrowed]
}

import type { Account, EditionEntry, Paper, PaperFields } from '../../domain/paper.ts'
import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import { toHexId } from './author-names.ts'
import { toCoinedName } from './coin-names.ts'
import type { SeededRandom } from './random.ts'
import type { SampleDay } from './sample-days.ts'
import type { Subject } from './subject.ts'

const SUBMITTERS = 250

/** A paper that somebody puts into the edition of its day. `place` is from 0. */
export type FeatureRequest = {
  number: number
  place: number
  day: SampleDay
  fields: PaperFields
  subject: Subject
  random: SeededRandom
}

type CommunityFields = Partial<PaperFields>

/** What being featured adds to a paper: fields of the community, counts and its entry. Links lead to example.org. */
export function featurePaper(request: FeatureRequest): {
  fields: CommunityFields
  listing: Pick<Paper, 'counts' | 'entries'>
} {
  const { number, day, random } = request
  const at = day.startsAt + DAY_MS
  const votes = drawVotes(random)
  const comments = Math.floor(votes * random.ratio() ** 4 * 0.3)
  const links = composeLinks(request)
  const stars = links.githubRepo
    ? { stars: { timed: { at, count: Math.floor(votes * 30 * random.ratio() ** 3) } } }
    : {}
  return {
    fields: {
      ...links,
      ...composeSummary(request),
      discussionId: toHexId(number, 31),
      authorParticipating: random.below(8) === 0,
    },
    listing: {
      counts: { votes: { timed: { at, count: votes } }, comments: { timed: { at, count: comments } }, ...stars },
      entries: [composeEntry(request)],
    },
  }
}

/** From 1 to some hundreds: half have fewer than 10, one in a hundred more than 200. */
function drawVotes(random: SeededRandom): number {
  return Math.max(
    1,
    Math.floor(2.2 * (1 - random.ratio()) ** -0.55 + 24 * random.ratio() ** 4 + 60 * random.ratio() ** 20),
  )
}

function composeEntry({ place, day, random }: FeatureRequest): EditionEntry {
  // The first hours of a day see most submissions.
  const submittedAt = day.startsAt + Math.floor(16 * HOUR_MS * random.ratio() ** 2)
  return { day: day.day, submittedAt, submitter: toSubmitter(Math.floor(SUBMITTERS * random.ratio() ** 2)), place }
}

function toSubmitter(number: number): Account {
  const name = toCoinedName(number + 7_000_000)
  const fullname = `Sample Reader ${name.charAt(0).toUpperCase()}${name.slice(1)}`
  return { handle: `sample-${name}`, externalId: toHexId(number, 32), fullname, kind: 'user', pro: number % 5 === 0 }
}

function composeLinks({ number, subject, random }: FeatureRequest): CommunityFields {
  const links: CommunityFields = {}
  const slug = subject.name?.plain.replace(/[^\w-]|\\textsc/g, '').toLowerCase() ?? `paper-${number}`
  if (random.below(9) < 5) links.githubRepo = `https://code.example.org/sample/${slug}`
  if (random.below(3) === 0) links.projectPage = `https://projects.example.org/${slug}`
  return links
}

function composeSummary({ subject, random }: FeatureRequest): CommunityFields {
  const keywords = subject.listKeywords()
  const [object, method, task, property] = keywords
  const sentences = [
    `A sample text on ${task}: ${object} and their ${property}, studied with a ${method}.`,
    `This made-up paper uses a ${method} to improve the ${property} of ${object} in ${task}.`,
    `${subject.name?.plain ?? 'The method'} brings a ${method} to ${task}, with gains in ${property}.`,
  ]
  return {
    aiSummary: sentences[random.below(sentences.length)]!,
    aiKeywords: [...new Set(keywords)],
    aiSummaryModel: 'broadsheet-sample',
  }
}

import type { Harvest, HarvestContext, PaperSource } from '../../domain/harvest.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { AskUpstream, UpstreamAnswer } from '../../domain/ports.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { readSubjectDays, toSubjectSlots } from '../subject-tasks.ts'
import { findRepository, type Repository } from './repository.ts'
import { toGithubFailure, toRest } from './rests.ts'
import { findStars } from './stars.ts'

/** What the source is made of. `address` is the API's; without a token GitHub answers 60 requests an hour. */
export type GithubSettings = { ask: AskUpstream; address: string; token: string | undefined; clock: Clock }

/** Papers looked at together for one whose code is on GitHub. */
const LOOKED_AT = 50
const NEW_DAYS = 14
/** As many papers as 60 requests an hour last for within a week; ten times as many with the 5,000 that a token gives. */
const OLDER_DAYS = { anonymous: 60, named: 600 }
const MOST_BYTES = 1024 * 1024
/** Not there, gone, and withheld for legal reasons: a link that leads nowhere, and may yet lead somewhere. */
const GONE = [404, 410, 451]

/** A paper and the repository of its code. */
type Linked = { id: PaperId; repository: Repository }

/**
 * GitHub: the stars of the code that papers link to. One repository is asked for at a time, and not told again while it
 * is unchanged; one that has moved is followed, one that is gone is left out.
 */
export function createGithubSource({ ask, address, token, clock }: GithubSettings): PaperSource {
  const headers = toHeaders(token)
  let restsUntil: UnixMs = 0
  const harvestStars = async ({ id, repository }: Linked, context: HarvestContext): Promise<Harvest> => {
    const url = `${address}/repos/${repository.owner}/${repository.name}`
    // Of the papers that share a repository each keeps its own validator: the answer to one is none to the other.
    const kept = `${url}#${id}`
    const validator = await context.findValidator(kept)
    const request = { url, headers, mostBytes: MOST_BYTES, ...(validator && { validator }) }
    const answer = await ask(request, context.signal)
    restsUntil = toRest(answer)
    if (answer.status === 304) return { items: [], validators: new Map(validator && [[kept, validator]]) }
    return toHarvest(answer, id, kept)
  }
  const slots = toSubjectSlots('stars', {
    new: NEW_DAYS,
    older: token === undefined ? OLDER_DAYS.anonymous : OLDER_DAYS.named,
  })
  return {
    name: 'github',
    title: 'GitHub',
    terms: '60 requests an hour, or 5,000 with a token; what is unchanged is not told again.',
    addresses: [address],
    slots,
    planStart: (now) => slots.flatMap(({ plan }) => plan(now)),
    mostAnswers: Infinity,
    harvest: async (key, resume, context) => {
      const { linked, after } = await findLinked(readSubjectDays('stars', key), resume, context)
      if (linked === undefined) return { items: [], ...(after !== undefined && { resume: after }) }
      if (clock() < restsUntil) {
        throw new UpstreamError('busy', 'GitHub has answered as often as it does in an hour.', { until: restsUntil })
      }
      return { ...(await orLeftOut(harvestStars(linked, context), linked)), resume: linked.id }
    },
  }
}

function toHeaders(token: string | undefined): Record<string, string> {
  const headers = { Accept: 'application/vnd.github+json', 'X-GitHub-Api-Version': '2022-11-28' }
  return token === undefined ? headers : { ...headers, Authorization: `Bearer ${token}` }
}

/** The next paper with code on GitHub; else where to go on looking, which is nowhere after the last paper. */
async function findLinked(days: number, resume: string | undefined, context: HarvestContext) {
  const after = resume === undefined ? {} : { after: resume }
  const subjects = await context.listSubjects({ of: 'repositories', days, limit: LOOKED_AT, ...after })
  for (const { id, githubRepo = '' } of subjects) {
    const repository = findRepository(githubRepo)
    if (repository) return { linked: { id, repository } }
  }
  return { after: subjects.length < LOOKED_AT ? undefined : subjects.at(-1)?.id }
}

function toHarvest(answer: UpstreamAnswer & { status: 200 }, id: PaperId, kept: string): Harvest {
  const stars = findStars(answer)
  if (stars === undefined) return { items: [{ fault: { position: id, reason: 'GitHub counts no stars of its code' } }] }
  const signals = [{ id, name: 'stars', at: answer.at, count: stars } as const]
  return { items: [], signals, validators: new Map([[kept, answer.validator]]) }
}

/** What is wrong with one repository costs that one; what is wrong with us, or with GitHub, ends the attempt. */
async function orLeftOut(harvest: Promise<Harvest>, { id, repository }: Linked): Promise<Harvest> {
  try {
    return await harvest
  } catch (thrown) {
    if (!(thrown instanceof UpstreamError)) throw thrown
    const failure = toGithubFailure(thrown)
    const status = failure.answer?.status
    if (failure.trouble !== 'refused' || status === undefined || status === 401) throw failure
    if (GONE.includes(status)) return { items: [] }
    const reason = `GitHub answered ${status} when asked for ${repository.owner}/${repository.name}`
    return { items: [{ fault: { position: id, reason } }] }
  }
}

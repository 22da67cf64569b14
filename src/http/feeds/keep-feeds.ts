import type { Clock, UnixMs } from '../../domain/time.ts'
import { toContentTag } from '../../platform/hashing.ts'
import { keepUntilChanged } from '../../platform/keep-until-changed.ts'
import { createTurns } from '../../platform/turns.ts'

/** A feed as it was last made: its tag is that of its text, and `changedAt`, in whole seconds, when that was first seen. */
export type FeedState = { tag: string; changedAt: UnixMs }

/** What was made of feeds, so that who asks again costs next to nothing. */
export type FeedKeeper = {
  /** How a feed is, as far as that is known without making it: `undefined` where it must be made. */
  findState(key: string, version: string): FeedState | undefined
  /** The text of a feed, made where it is not known or no longer current. */
  find(key: string, version: string, make: () => Promise<string>): Promise<{ text: string; state: FeedState }>
  /** Makes a feed whatever is known of it. */
  remake(key: string, make: () => Promise<string>): Promise<FeedState>
}

type Known = FeedState & { version: string; madeAt: UnixMs }

/** Some 300 bytes each. */
const MOST_KNOWN = 20_000
/** Some 400 kB each, twice that where a title holds a dash. */
const MOST_TEXTS = 48
/**
 * The store changes with every vote, and hardly a feed does. So one that was just made is not made again for so long,
 * however much changes meanwhile: what ten thousand feeds that are asked for all day cost has a bound.
 */
const CURRENT_MS = 30_000

/**
 * Remembers feeds by their addresses. Their tags are made of their texts and not of the version of the store, so that a
 * reader is sent a feed again only where it is another.
 */
export function keepFeeds(clock: Clock): FeedKeeper {
  const known = new Map<string, Known>() // the one longest not asked for comes first
  const keepText = keepUntilChanged<string>(MOST_TEXTS)
  const makeNext = makeOneByOne()

  const note = (key: string, version: string, text: string): Known => {
    const [before, tag, madeAt] = [known.get(key), `W/"${toContentTag(text)}"`, clock()]
    const changedAt = before?.tag === tag ? before.changedAt : toChangedAt(madeAt, before)
    const state = { tag, changedAt, version, madeAt }
    known.delete(key)
    known.set(key, state)
    const [oldest] = known.keys()
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
    return state
  }
  const findCurrent = (key: string, version: string): Known | undefined => {
    const state = known.get(key)
    if (!state || state.version === version) return state
    const age = clock() - state.madeAt
    return age >= 0 && age < CURRENT_MS ? state : undefined
  }
  const makeKept = async (key: string, version: string, make: () => Promise<string>) => {
    let made: Known | undefined
    const text = await keepText(key, version, async () => {
      const text = await makeNext(make)
      made = note(key, version, text)
      return text
    })
    return { text, state: made ?? known.get(key) ?? note(key, version, text) }
  }
  return {
    findState: findCurrent,
    find: (key, version, make) => makeKept(key, findCurrent(key, version)?.version ?? version, make),
    async remake(key, make) {
      const text = await makeNext(make)
      return note(key, '', text)
    },
  }
}

/**
 * After a quiet hour one vote has every feed made again that is asked for. Whoever asks for a page meanwhile waits for one
 * of them, not for all.
 */
function makeOneByOne(): (make: () => Promise<string>) => Promise<string> {
  const turns = createTurns()
  let last: Promise<unknown> = Promise.resolve()
  return (make) => {
    const made = last.then(turns.take).then(make)
    last = made.catch(() => undefined)
    return made
  }
}

/** A reader that has the last change of one second is not to miss the next of the same. */
function toChangedAt(now: UnixMs, before: FeedState | undefined): UnixMs {
  return Math.max(now - (now % 1000), (before?.changedAt ?? 0) + 1000)
}

import { toOpenEditionDay } from './domain/arxiv-calendar.ts'
import type { Config } from './config/config.ts'
import type { Log } from './domain/ports.ts'
import { createFeedTopics, type FeedTopics } from './http/feeds/topics.ts'
import { type HubKeeper, keepTellingHub } from './jobs/keep-telling-hub.ts'
import { systemClock } from './platform/clock.ts'
import { pause } from './platform/pause.ts'
import { createAsk } from './platform/upstream/create-ask.ts'
import { createOwnPace } from './platform/upstream/own-pace.ts'
import { toUserAgent } from './platform/upstream/user-agent.ts'
import { createHubTeller } from './services/feeds/tell-hub.ts'

/** Each is made anew once a minute while the store changes, some 10 ms. */
const MOST_TOPICS = 200
/** It is made to be told much, and has a connection for each. */
const HUB_GAP_MS = 50

/** The hub of an installation: what the app is told of it, and what tells it of changes. */
export type Hub = {
  named: { websubHub?: string; feedTopics?: FeedTopics }
  start(baseUrl: string, findVersion: () => Promise<string>): HubKeeper
}

const NO_HUB: Hub = { named: {}, start: () => ({ stop: () => Promise.resolve() }) }

/** Nothing is named and nobody told where no hub is set. */
export function openHub({ websubHub: hub, sources }: Pick<Config, 'websubHub' | 'sources'>, log: Log): Hub {
  if (hub === undefined) return NO_HUB
  const topics = createFeedTopics(MOST_TOPICS)
  const timing = { clock: systemClock, pause }
  const groups = [{ name: 'hub', hosts: [new URL(hub).host], gapMs: HUB_GAP_MS }]
  const userAgent = toUserAgent(sources.contact)
  const ask = createAsk({ pace: createOwnPace(timing), clock: systemClock, userAgent, groups })
  return {
    named: { websubHub: hub, feedTopics: topics },
    start(baseUrl, findVersion) {
      const findState = async () => `${await findVersion()} ${toOpenEditionDay(systemClock())}`
      const deps = { hub, baseUrl, listTopics: topics.list, findVersion: findState, ask, clock: systemClock, log }
      return keepTellingHub(createHubTeller(deps), log)
    },
  }
}

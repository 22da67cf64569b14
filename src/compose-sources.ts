import type { NetworkSource, SourceSettings } from './config/source-settings.ts'
import type { PaperSource } from './domain/harvest.ts'
import type { AskUpstream, Pace } from './domain/ports.ts'
import type { Clock } from './domain/time.ts'
import { createAsk } from './platform/upstream/create-ask.ts'
import { type HostGroup, toHostGroups } from './platform/upstream/host-groups.ts'
import { toUserAgent } from './platform/upstream/user-agent.ts'
import { createArxivSource } from './sources/arxiv/source.ts'
import { createBiorxivSource } from './sources/biorxiv/source.ts'
import { createDailyPapersSource } from './sources/daily-papers/source.ts'
import { createFeedSource } from './sources/feeds/source.ts'
import { createGithubSource } from './sources/github/source.ts'
import { createOpenalexSource } from './sources/openalex/source.ts'
import { createOpenreviewSource } from './sources/openreview/source.ts'
import { createSemanticScholarSource } from './sources/semantic-scholar/source.ts'

type Making = { settings: SourceSettings; ask: AskUpstream; clock: Clock }

// A source that is added gets a line here, and its name and settings in config/source-settings.ts.
const MAKERS: Readonly<Record<NetworkSource, (making: Making) => PaperSource>> = {
  arxiv: ({ settings: { arxiv }, ask, clock }) => {
    const { categories, oaiUrl: oai, rssUrl: rss, apiUrl: api } = arxiv
    return createArxivSource({ ask, clock, categories, addresses: { oai, rss, api } })
  },
  daily_papers: ({ settings: { dailyPapers }, ask, clock }) =>
    createDailyPapersSource({ ask, clock, address: dailyPapers.url }),
  biorxiv: ({ settings: { biorxiv }, ask }) =>
    createBiorxivSource({ ask, server: 'biorxiv', address: biorxiv.url, categories: biorxiv.biorxiv }),
  medrxiv: ({ settings: { biorxiv }, ask }) =>
    createBiorxivSource({ ask, server: 'medrxiv', address: biorxiv.url, categories: biorxiv.medrxiv }),
  openreview: ({ settings: { openreview }, ask }) =>
    createOpenreviewSource({ ask, address: openreview.url, venues: openreview.venues }),
  semantic_scholar: ({ settings: { semanticScholar }, ask }) =>
    createSemanticScholarSource({ ask, address: semanticScholar.url, key: semanticScholar.key }),
  openalex: ({ settings: { openalex }, ask, clock }) =>
    createOpenalexSource({ ask, clock, address: openalex.url, key: openalex.key }),
  github: ({ settings: { github }, ask, clock }) =>
    createGithubSource({ ask, clock, address: github.url, token: github.token }),
  feed: ({ settings: { feeds }, ask }) => createFeedSource({ ask, feeds }),
}

/** The sources that are switched on, in the order of the setting. */
export function createSources(settings: SourceSettings, pace: Pace, clock: Clock): PaperSource[] {
  const ask = createAsk({ pace, clock, userAgent: toUserAgent(settings.contact), groups: toHostGroupsOf(settings) })
  return settings.names.map((name) => MAKERS[name]({ settings, ask, clock }))
}

// Semantic Scholar answers about one request a minute to whoever has no key, and GitHub sixty in an hour.
const KEYLESS_GAP_MS = 60_000

/** The hosts of an installation's sources. A mirror is asked at the pace of what it mirrors. */
export function toHostGroupsOf({ arxiv, ...settings }: SourceSettings): HostGroup[] {
  const keys = { semantic_scholar: settings.semanticScholar.key, github: settings.github.token }
  const keyless = Object.entries(keys).flatMap(([name, key]) => (key === undefined ? [name] : []))
  const groups = toHostGroups({
    arxiv: [arxiv.oaiUrl, arxiv.rssUrl, arxiv.apiUrl],
    huggingface: [settings.dailyPapers.url],
    biorxiv: [settings.biorxiv.url],
    openreview: [settings.openreview.url],
    semantic_scholar: [settings.semanticScholar.url],
    openalex: [settings.openalex.url],
    github: [settings.github.url],
  })
  return groups.map((group) => (keyless.includes(group.name) ? { ...group, gapMs: KEYLESS_GAP_MS } : group))
}

/** Hosts that are asked as one: one request at a time, with a gap between two. */
export type HostGroup = {
  /** The same in all processes: under it the pace is kept. */
  name: string
  /** "arxiv.org" is that host and every one under it, at any port; "localhost:8080" is that port of that host. */
  hosts: readonly string[]
  /** The least time from the end of one request to the beginning of the next. */
  gapMs: number
}

/** The pace for hosts that are in no group: each is a group of its own. */
const OTHER_GAP_MS = 1000

/** The hosts of the sources, with the gaps of their terms, or longer ones. */
export const HOST_GROUPS: readonly HostGroup[] = [
  // "No more than one request every three seconds, and a single connection", over all its interfaces together.
  { name: 'arxiv', hosts: ['arxiv.org'], gapMs: 3000 },
  // 500 requests in 5 minutes to the API.
  { name: 'huggingface', hosts: ['huggingface.co', 'hf.co'], gapMs: 1000 },
  { name: 'biorxiv', hosts: ['biorxiv.org', 'medrxiv.org'], gapMs: 1000 },
  { name: 'openreview', hosts: ['openreview.net'], gapMs: 1000 },
  // With a key one request a second; without one, what is left over.
  { name: 'semantic_scholar', hosts: ['semanticscholar.org'], gapMs: 1100 },
  { name: 'openalex', hosts: ['openalex.org'], gapMs: 200 },
  // "Make requests serially", which a turn is; its hourly number is told with each answer.
  { name: 'github', hosts: ['github.com', 'githubusercontent.com'], gapMs: 500 },
]

/**
 * `HOST_GROUPS`, with the hosts of mirrors and stand-ins counted to their group: those of arXiv keep arXiv's gap.
 *
 * @param addresses by the name of a group; others than those of `HOST_GROUPS` have no gap to give and are left out
 */
export function toHostGroups(addresses: Readonly<Record<string, readonly string[]>>): HostGroup[] {
  return HOST_GROUPS.map((group) => ({
    ...group,
    hosts: [...group.hosts, ...(addresses[group.name] ?? []).map((address) => new URL(address).host)],
  }))
}

/** The least time between two requests to a group, by its name. */
export function findGap(groups: readonly HostGroup[], name: string): number {
  return groups.find((group) => group.name === name)?.gapMs ?? OTHER_GAP_MS
}

/** The group of an address. A group that names its port comes before one that names its host. */
export function findHostGroup(groups: readonly HostGroup[], { host, hostname }: URL): HostGroup {
  return (
    groups.find(({ hosts }) => hosts.includes(host)) ??
    groups.find(({ hosts }) => hosts.some((one) => one === hostname || hostname.endsWith(`.${one}`))) ?? {
      name: host,
      hosts: [host],
      gapMs: OTHER_GAP_MS,
    }
  )
}

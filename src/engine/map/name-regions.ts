import { listWords, type WrittenWords } from './telling-words.ts'

/** What a paper says. */
export type MapText = { title: string; abstract: string }

/** The words that could name what a paper is about. */
export type Said = { title: WrittenWords; abstract: WrittenWords }

/** What names of regions are made from. */
export type Naming = {
  said: readonly Said[]
  /** The region of each paper, from 0. */
  regions: Uint32Array
  /** How rare a term is in the whole index (its idf); `undefined` where it is not known, and then it names nothing. */
  rarityOf: (term: string) => number | undefined
}

/** A word of the title tells more than one of the abstract alone. */
const IN_TITLE = 2.5
/** Two words together say more than either. */
const PAIR = 1.8
/**
 * Words below this idf (said by a fifth of all papers) are how papers speak, not what they are about. Where no other word
 * is left, as in an index of few papers, those said by less than half of all may name a region.
 */
const LEAST_RARITY = { first: 1.6, then: 0.55 }
/** What so few papers of a region say is the name of a thing, not of the region; at least, and as a share of them. */
const FEWEST = { papers: 3, share: 0.15 }
/** The second part of a name tells at least so much of what the first does. */
const SECOND_SHARE = 0.4
const LONGEST_NAME = 40

type Candidate = { key: string; score: number; isRare: boolean }
/** How many papers say a key, and how much (titles count for more), by region. */
type Uses = { papers: Float64Array; weights: Float64Array }

/** Reads what papers say: most of the work of naming, whose result serves any division of them. */
export function listSaid(texts: readonly MapText[]): Said[] {
  return texts.map(({ title, abstract }) => ({ title: listWords(title), abstract: listWords(abstract) }))
}

/**
 * Names each region by the one or two words or pairs of words that its papers say most and the others on the map least,
 * weighed by how rare they are in the whole index; as they are written in the papers. No two names begin alike.
 *
 * @returns a name for each region; '' where nothing tells it from others
 */
export function nameRegions({ said, regions, rarityOf }: Naming): string[] {
  const sizes: number[] = []
  for (const region of regions) sizes[region] = (sizes[region] ?? 0) + 1
  const uses = countUses(said, regions, sizes.length)
  const taken = new Set<string>()
  return sizes.map((_, region) => {
    const ranked = rank(uses, region, sizes, rarityOf).filter(({ key }) => !shareTerms(key, taken))
    const [first] = ranked
    if (!first) return ''
    const own = new Set(first.key.split(' '))
    const second = ranked.find(({ key, score }) => score >= SECOND_SHARE * first.score && !saysSame(key, first.key))
    for (const term of own) taken.add(term)
    const members = said.filter((_, index) => regions[index] === region)
    const parts = [first, ...(second ? [second] : [])].map(({ key }) => findForm(key, members))
    return toName(parts)
  })
}

function countUses(said: readonly Said[], regions: Uint32Array, count: number): Map<string, Uses> {
  const uses = new Map<string, Uses>()
  const add = (key: string, region: number, weight: number): void => {
    const known = uses.get(key) ?? { papers: new Float64Array(count), weights: new Float64Array(count) }
    uses.set(key, known)
    known.papers[region]!++
    known.weights[region]! += weight
  }
  said.forEach(({ title, abstract }, index) => {
    for (const key of title.keys()) add(key, regions[index]!, IN_TITLE)
    for (const key of abstract.keys()) if (!title.has(key)) add(key, regions[index]!, 1)
  })
  return uses
}

/** score = share in the region · ln(share in the region / share in all) · idf, for what a region says more than the map. */
function rank(
  uses: ReadonlyMap<string, Uses>,
  region: number,
  sizes: readonly number[],
  rarityOf: Naming['rarityOf'],
): Candidate[] {
  const [size, total] = [sizes[region]!, sizes.reduce((sum, number) => sum + number, 0)]
  const fewest = Math.min(size, Math.max(FEWEST.papers, FEWEST.share * size))
  const ranked: Candidate[] = []
  for (const [key, { papers, weights }] of uses) {
    if (papers[region]! < fewest) continue
    const [own, all] = [weights[region]! / size, weights.reduce((sum, weight) => sum + weight, 0) / total]
    const rarities = key.split(' ').map((term) => rarityOf(term) ?? 0)
    const highest = Math.max(...rarities)
    if (highest < LEAST_RARITY.then || (own <= all && size < total)) continue
    const rarity = rarities.reduce((sum, value) => sum + value, 0) / rarities.length
    const contrast = size < total ? Math.log(own / all) : 1
    ranked.push({
      key,
      isRare: highest >= LEAST_RARITY.first,
      score: own * contrast * rarity * (rarities.length > 1 ? PAIR : 1),
    })
  }
  const rare = ranked.filter(({ isRare }) => isRare)
  return (rare.length > 0 ? rare : ranked).sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
}

function shareTerms(key: string, terms: ReadonlySet<string>): boolean {
  return key.split(' ').some((term) => terms.has(term))
}

/** Whether two keys share a term, or are one word written apart and together ("multi-modal", "multimodal"). */
function saysSame(key: string, other: string): boolean {
  const [joined, otherJoined] = [key.replace(' ', ''), other.replace(' ', '')]
  return shareTerms(key, new Set(other.split(' '))) || joined.startsWith(otherJoined) || otherJoined.startsWith(joined)
}

/** The form in which most texts write it; of forms as frequent, the first in order. */
function findForm(key: string, members: readonly Said[]): string {
  const counts = new Map<string, number>()
  for (const { title, abstract } of members)
    for (const words of [title, abstract]) {
      const form = words.get(key)
      if (form !== undefined) counts.set(form, (counts.get(form) ?? 0) + 1)
    }
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return best?.[0] ?? ''
}

function toName([first = '', second]: readonly string[]): string {
  const name = second !== undefined && first.length + second.length <= LONGEST_NAME ? `${first}, ${second}` : first
  const [letter = ''] = name
  return letter.toUpperCase() + name.slice(letter.length)
}

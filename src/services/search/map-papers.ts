import { AppError } from '../../domain/error.ts'
import type { Headline } from '../../domain/headline.ts'
import type { Period } from '../../domain/period.ts'
import { addDays, type Day } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { placePapers } from '../../store/editions.ts'
import { listHeadlines } from '../../store/headlines.ts'
import type { IndexKeeper } from '../index/keep-index.ts'
import type { MapFindings } from '../index/answers/questions.ts'
import type { MapMaker } from '../map/draw-map.ts'
import { MOST_QUERY_LETTERS, type QueryProblem } from './searching.ts'

/** What is shown on a map: the edition of a day, week or month, what a search finds, or a category. */
export type MapSubject =
  { kind: 'edition'; period: Period } | { kind: 'search'; text: string } | { kind: 'category'; code: string }

/** A paper on a map: where it stands, in units of `MAP_SIZE`. */
export type MapPoint = { headline: Headline; x: number; y: number }

/** A part of a map whose papers speak of the same. */
export type MapRegion = {
  /** One or two words, as the papers write them; '' where nothing tells it from the others. */
  name: string
  /** The middle of its papers. */
  x: number
  y: number
  /** The nearest to the middle first. */
  points: readonly MapPoint[]
}

/** What the papers at some place of a map speak of, for those who look closer. */
export type MapPart = { name: string; x: number; y: number }

/** The papers of a subject on a plane. */
export type PaperMap = {
  /** Those of most papers first. Empty where there is nothing to show. */
  regions: readonly MapRegion[]
  /** Smaller places than regions, those of most papers first. */
  parts: readonly MapPart[]
  /** Lines on which papers stand equally densely, the lowest density first; closed, x and y of each corner in turn. */
  contours: readonly (readonly (readonly number[])[])[]
  /** How many papers the map shows. */
  count: number
  /** Papers too short to place. */
  unplaced: number
  /** How many papers there are; at least so many where not `isExact`. */
  matched: number
  isExact: boolean
  problems: readonly QueryProblem[]
}

/** The size of every map. */
export { CHART_FRAME as MAP_SIZE } from '../../engine/map/draw-chart.ts'

/** So many papers stand on one map: the best of a search, the newest of a category, those of most votes of an edition. */
export const MOST_MAPPED = 500

/**
 * Draws the map of a subject, in threads that hold up no other answer: up to a second. The same papers make the same map.
 *
 * @throws AppError `invalid` for a text that is too long, `unavailable` where too many maps wait to be drawn
 */
export type MapPapers = (subject: MapSubject) => Promise<PaperMap>

type Deps = {
  /** The database that the index follows. */
  findDb: () => Promise<Db>
  index: Pick<IndexKeeper, 'gatherMap'>
  maps: Pick<MapMaker, 'drawMap'>
}

/** Makes the use case. */
export function mapPapers({ findDb, index, maps }: Deps): MapPapers {
  return async (subject) => {
    const text = toText(subject)
    if (text.length > MOST_QUERY_LETTERS)
      throw new AppError('invalid', `A query has at most ${MOST_QUERY_LETTERS} characters; this one has ${text.length}`)
    const isByVotes = subject.kind === 'edition'
    const findings = await index.gatherMap({ kind: 'map', text, size: MOST_MAPPED, isByVotes })
    const db = await findDb()
    const listed = await listHeadlines(db, await placePapers(db, findings.ids))
    return draw(dropMissing(findings, listed), maps)
  }
}

function toText(subject: MapSubject): string {
  if (subject.kind === 'search') return subject.text
  return subject.kind === 'edition' ? `edition:${listDays(subject.period).join(',')}` : `cat:${subject.code}`
}

function listDays({ from, to }: Period): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

type Found = { findings: MapFindings; headlines: readonly Headline[] }

/** Leaves out what was joined to another paper since it was indexed. */
function dropMissing(findings: MapFindings, listed: readonly Headline[]): Found {
  const known = new Map(listed.map((headline) => [headline.id, headline]))
  const headlines = findings.ids.flatMap((id) => known.get(id) ?? [])
  if (headlines.length === findings.ids.length) return { findings, headlines }
  const { dimensions, vectors } = findings
  const places = [...findings.ids.keys()].filter((place) => known.has(findings.ids[place]!))
  const kept = new Float32Array(places.length * dimensions)
  places.forEach((place, at) =>
    kept.set(vectors.subarray(place * dimensions, (place + 1) * dimensions), at * dimensions),
  )
  return { findings: { ...findings, vectors: kept }, headlines }
}

async function draw({ findings, headlines }: Found, maps: Deps['maps']): Promise<PaperMap> {
  const { unplaced, matched, isExact, problems, vectors, dimensions, axes, rarities } = findings
  const told = { count: headlines.length, unplaced, matched, isExact, problems }
  if (headlines.length === 0) return { ...told, regions: [], parts: [], contours: [] }
  const texts = headlines.map(({ title, abstract = '' }) => ({ title, abstract }))
  const chart = await maps.drawMap({ vectors, dimensions, axes, texts, rarities })
  const toPoint = (place: number): MapPoint => ({
    headline: headlines[place]!,
    x: chart.points[2 * place]!,
    y: chart.points[2 * place + 1]!,
  })
  const regions = chart.regions.map(({ members, ...region }) => ({ ...region, points: members.map(toPoint) }))
  return { ...told, regions, parts: chart.parts, contours: chart.contours }
}

import { traceContours, type Loop } from './contours.ts'
import { type Density, type Frame, measureDensity, toSpread } from './density.ts'
import { layOut } from './lay-out.ts'
import { listSaid, type MapText, type Naming, nameRegions } from './name-regions.ts'
import { divide, findMiddle } from './regions.ts'

/** What a map is drawn of. */
export type ChartRequest = {
  /** Of length 1, one after the other. */
  vectors: Float32Array
  dimensions: number
  /** Two directions among the vectors: right and down. */
  axes: Float32Array
  texts: readonly MapText[]
  rarityOf: (term: string) => number | undefined
}

/** A part of a map: what its papers are about, where its name stands, and which it holds, the nearest to it first. */
export type ChartRegion = { name: string; x: number; y: number; members: readonly number[] }

/** A name within a region, for those who look closer, and where it stands. */
export type ChartPart = { name: string; x: number; y: number }

/** A map, in units of `CHART_FRAME`. */
export type Chart = {
  /** x and y of each paper. */
  points: Float64Array
  /** Those of most papers first. */
  regions: readonly ChartRegion[]
  /** What the papers are about in more and smaller places, those of most papers first; none where there are few papers. */
  parts: readonly ChartPart[]
  /** Lines of equal density, the lowest level first. */
  contours: readonly (readonly Loop[])[]
}

/** The size of every map. */
export const CHART_FRAME: Frame = { width: 1040, height: 780 }

/** In widths of a point's hill: so that the outermost line about it, on which it is 0.07 as high, lies within the frame. */
const MARGIN = 2.4
const LEAST_MARGIN = 70
const MOST_REGIONS = 9
const PARTS = { breadth: 0.45, most: 40, fewest: 6 }
/** Shares of the greatest density. */
const LEVELS = [0.07, 0.2, 0.38, 0.64]

/** Draws a map: points by meaning, regions where they are dense, and names for these. The same request, the same map. */
export function drawChart({ vectors, dimensions, axes, texts, rarityOf }: ChartRequest): Chart {
  const points = toFrame(layOut(vectors, dimensions, axes))
  const density = measureDensity(points, CHART_FRAME)
  const count = texts.length
  const said = listSaid(texts)
  const places = divide(points, density, { most: MOST_REGIONS, fewest: Math.max(3, Math.round(count / 40)) })
  const names = nameRegions({ said, regions: places, rarityOf })
  const regions = names.map((name, number) => toRegion(name, listMembers(places, number), points))
  const parts = listParts({ said, rarityOf }, points, regions.length)
  return { points, regions, parts, contours: traceLevels(density) }
}

/** Names of smaller places: found as regions are, of hills that stand closer. */
function listParts(naming: Pick<Naming, 'said' | 'rarityOf'>, points: Float64Array, regions: number): ChartPart[] {
  const places = divide(points, measureDensity(points, CHART_FRAME, PARTS.breadth), PARTS)
  if (Math.max(...places) < regions) return []
  const parts = nameRegions({ ...naming, regions: places }).map((name, part) => ({ name, part }))
  return parts.flatMap(({ name, part }) =>
    name === '' ? [] : [{ name, ...findMiddle(listMembers(places, part), points) }],
  )
}

/** Into the frame, each way by itself: the whole of it is used, but for the hills at its edge. One point stands in the middle. */
function toFrame(points: Float64Array): Float64Array {
  const margin = Math.max(LEAST_MARGIN, MARGIN * toSpread(points.length / 2))
  const scale = (first: 0 | 1, size: number) => {
    const own = points.filter((_, at) => (at & 1) === first)
    const [least, most] = [Math.min(...own), Math.max(...own)]
    return (value: number): number =>
      most - least < 1e-9 ? size / 2 : margin + ((value - least) / (most - least)) * (size - 2 * margin)
  }
  const [toX, toY] = [scale(0, CHART_FRAME.width), scale(1, CHART_FRAME.height)]
  return points.map((value, at) => ((at & 1) === 0 ? toX(value) : toY(value)))
}

function listMembers(places: Uint32Array, region: number): number[] {
  return [...places.keys()].filter((point) => places[point] === region)
}

function toRegion(name: string, members: readonly number[], points: Float64Array): ChartRegion {
  const { x, y } = findMiddle(members, points)
  const distanceOf = (point: number): number => Math.hypot(points[2 * point]! - x, points[2 * point + 1]! - y)
  return { name, x, y, members: members.toSorted((a, b) => distanceOf(a) - distanceOf(b) || a - b) }
}

function traceLevels(density: Density): Loop[][] {
  const highest = density.values.reduce((most, value) => Math.max(most, value), 0)
  return highest === 0 ? [] : LEVELS.map((level) => traceContours(density, level * highest))
}

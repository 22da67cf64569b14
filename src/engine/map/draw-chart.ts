import { traceContours, type Loop } from './contours.ts'
import { type Density, type Frame, measureDensity } from './density.ts'
import { layOut } from './lay-out.ts'
import { type MapText, nameRegions } from './name-regions.ts'
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

/** A map, in units of `CHART_FRAME`. */
export type Chart = {
  /** x and y of each paper. */
  points: Float64Array
  /** Those of most papers first. */
  regions: readonly ChartRegion[]
  /** Lines of equal density, the lowest level first. */
  contours: readonly (readonly Loop[])[]
}

/** The size of every map. */
export const CHART_FRAME: Frame = { width: 1040, height: 780 }

const MARGIN = { x: 80, y: 70 }
const MOST_REGIONS = 9
/** Shares of the greatest density. */
const LEVELS = [0.07, 0.2, 0.38, 0.64]

/** Draws a map: points by meaning, regions where they are dense, and names for these. The same request, the same map. */
export function drawChart({ vectors, dimensions, axes, texts, rarityOf }: ChartRequest): Chart {
  const points = toFrame(layOut(vectors, dimensions, axes))
  const density = measureDensity(points, CHART_FRAME)
  const count = texts.length
  const places = divide(points, density, { most: MOST_REGIONS, fewest: Math.max(3, Math.round(count / 40)) })
  const names = nameRegions({ texts, regions: places, rarityOf })
  const regions = names.map((name, number) => toRegion(name, listMembers(places, number), points))
  return { points, regions, contours: traceLevels(density) }
}

/** Into the frame, each way by itself: the whole of it is used. One point stands in the middle. */
function toFrame(points: Float64Array): Float64Array {
  const scale = (first: 0 | 1, size: number, margin: number) => {
    const own = points.filter((_, at) => (at & 1) === first)
    const [least, most] = [Math.min(...own), Math.max(...own)]
    return (value: number): number =>
      most - least < 1e-9 ? size / 2 : margin + ((value - least) / (most - least)) * (size - 2 * margin)
  }
  const [toX, toY] = [scale(0, CHART_FRAME.width, MARGIN.x), scale(1, CHART_FRAME.height, MARGIN.y)]
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

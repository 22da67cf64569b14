import type { Density } from './density.ts'

/** How a map is divided. */
export type RegionOptions = {
  /** Most regions, >= 1. */
  most: number
  /** Points that a region has at least, where there is more than one region. */
  fewest: number
}

/** No region holds a larger share of the points, so that its name can say something. */
const LARGEST_SHARE = 0.24
/** A hill that rises less above the pass to a higher one, as a share of its own height, is a part of that. */
const LEAST_RISE = 0.12

/**
 * Divides points by the hills of their density: which region each point is in, numbered from 0, those of most points
 * first. A hill that hardly stands out, and one of few points, is a part of the nearest; a plain is cut in halves.
 */
export function divide(points: Float64Array, density: Density, options: RegionOptions): Uint32Array {
  const hills = findHills(density)
  const { columns, rows, cell } = density
  const members = new Map<number, number[]>()
  for (let i = 0; i < points.length / 2; i++) {
    const column = clamp(Math.round(points[2 * i]! / cell), columns)
    const row = clamp(Math.round(points[2 * i + 1]! / cell), rows)
    const hill = hills[row * columns + column]!
    members.set(hill, [...(members.get(hill) ?? []), i])
  }
  const largest = Math.max(2 * options.fewest, LARGEST_SHARE * (points.length / 2))
  const parts = [...members.values()].flatMap((region) => cut(region, points, largest))
  const regions = joinSmall(parts, points, options)
  const places = new Uint32Array(points.length / 2)
  regions.sort((a, b) => b.length - a.length || a[0]! - b[0]!)
  regions.forEach((region, number) => region.forEach((point) => (places[point] = number)))
  return places
}

/** Not on the edge, where there is no density. */
function clamp(place: number, size: number): number {
  return Math.max(1, Math.min(size - 2, place))
}

/** The hill of each place, by the number of its summit: as water falls, from the highest place down. */
function findHills({ values, columns, rows }: Density): Int32Array {
  const hills = new Int32Array(values.length).fill(-1)
  const joined = new Map<number, number>() // a hill, and the higher one that it is a part of
  const find = (hill: number): number => {
    const higher = joined.get(hill)
    return higher === undefined ? hill : find(higher)
  }
  const inside = [...values.keys()].filter((at) => {
    const [row, column] = [Math.floor(at / columns), at % columns]
    return row > 0 && column > 0 && row < rows - 1 && column < columns - 1
  })
  inside.sort((a, b) => values[b]! - values[a]! || a - b)
  for (const at of inside) {
    const around = listAround(at, columns).flatMap((other) => (hills[other]! < 0 ? [] : [find(hills[other]!)]))
    const [highest = at, ...others] = [...new Set(around)].sort((a, b) => values[b]! - values[a]! || a - b)
    hills[at] = highest
    for (const other of others)
      if (values[other]! - values[at]! < LEAST_RISE * values[other]!) joined.set(other, highest)
  }
  return hills.map((hill) => (hill < 0 ? hill : find(hill)))
}

function listAround(at: number, columns: number): number[] {
  const [above, below] = [at - columns, at + columns]
  return [above - 1, above, above + 1, at - 1, at + 1, below - 1, below, below + 1]
}

/** Cuts a region in two across its length, and its parts again, until none is larger. */
function cut(members: readonly number[], points: Float64Array, largest: number): number[][] {
  if (members.length <= largest) return [[...members]]
  const middle = findMiddle(members, points)
  const [xx, xy, yy] = [0, 0, 0].map((_, kind) =>
    members.reduce((sum, point) => {
      const [x, y] = [points[2 * point]! - middle.x, points[2 * point + 1]! - middle.y]
      return sum + [x * x, x * y, y * y][kind]!
    }, 0),
  ) as [number, number, number]
  const angle = Math.atan2(2 * xy, xx - yy) / 2
  const along = (point: number): number =>
    Math.cos(angle) * (points[2 * point]! - middle.x) + Math.sin(angle) * (points[2 * point + 1]! - middle.y)
  const [before, after] = [members.filter((point) => along(point) < 0), members.filter((point) => along(point) >= 0)]
  if (before.length === 0 || after.length === 0) return [[...members]] // all on one spot
  return [...cut(before, points, largest), ...cut(after, points, largest)]
}

/** Gives the smallest to the nearest, until none is too small and there are not too many. */
function joinSmall(regions: number[][], points: Float64Array, { most, fewest }: RegionOptions): number[][] {
  const left = regions.map((members) => [...members])
  while (left.length > 1) {
    left.sort((a, b) => a.length - b.length || a[0]! - b[0]!)
    const [smallest, ...others] = left as [number[], ...number[][]]
    if (smallest.length >= fewest && left.length <= most) break
    const middle = findMiddle(smallest, points)
    const distanceTo = (region: number[]): number => {
      const other = findMiddle(region, points)
      return Math.hypot(other.x - middle.x, other.y - middle.y)
    }
    const nearest = others.reduce((best, region) => (distanceTo(region) < distanceTo(best) ? region : best))
    nearest.push(...smallest)
    nearest.sort((a, b) => a - b)
    left.shift()
  }
  return left
}

/** The mean place of some points. */
export function findMiddle(members: readonly number[], points: Float64Array): { x: number; y: number } {
  const sum = { x: 0, y: 0 }
  for (const point of members) {
    sum.x += points[2 * point]! / members.length
    sum.y += points[2 * point + 1]! / members.length
  }
  return sum
}

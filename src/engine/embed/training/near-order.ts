import type { TrainingRandom } from './random.ts'

/**
 * An order of points in which neighbours in the list are near one another in space: the points are halved by planes of
 * chance until a group is small enough, and the groups are shuffled.
 *
 * @param points rows of `width` numbers
 * @param groupSize points of a group at most, >= 2
 */
export function orderNear(
  points: Float32Array,
  width: number,
  groupSize: number,
  random: TrainingRandom,
): Uint32Array {
  const groups: Uint32Array[] = []
  const open = [Uint32Array.from({ length: points.length / width }, (_, index) => index)]
  for (let group = open.pop(); group; group = open.pop()) {
    if (group.length <= groupSize) groups.push(group)
    else open.push(...halve(points, width, group, random))
  }
  for (let i = groups.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const kept = groups[i]!
    groups[i] = groups[j]!
    groups[j] = kept
  }
  const order = new Uint32Array(points.length / width)
  let at = 0
  for (const group of groups) {
    order.set(group, at)
    at += group.length
  }
  return order
}

function halve(points: Float32Array, width: number, group: Uint32Array, random: TrainingRandom): Uint32Array[] {
  const [a, b] = [group[random.below(group.length)]! * width, group[random.below(group.length)]! * width]
  const keys = new Float32Array(group.length)
  for (const [i, point] of group.entries()) {
    let key = 0
    for (let k = 0; k < width; k++) key += points[point * width + k]! * (points[a + k]! - points[b + k]!)
    keys[i] = key
  }
  const half = group.length >> 1
  const middle = keys.slice().sort()[half]!
  const [low, high] = [new Uint32Array(half), new Uint32Array(group.length - half)]
  let [lows, highs] = [0, 0]
  for (const [i, point] of group.entries()) {
    if (keys[i]! < middle && lows < half) low[lows++] = point
    else if (highs < high.length) high[highs++] = point
    else low[lows++] = point
  }
  return [low, high]
}

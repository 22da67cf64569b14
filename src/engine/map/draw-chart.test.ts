import { expect, test } from 'vitest'
import { scatter } from '../embed/quantise.ts'
import { CHART_FRAME, type Chart, type ChartRequest, drawChart } from './draw-chart.ts'

const DIMENSIONS = 16
const GROUPS = ['owls', 'tides', 'looms', 'bells']

/** Right is where the first dimension grows, down where the second does. */
const AXES = Float32Array.from({ length: 2 * DIMENSIONS }, (_, at) => (at === 0 || at === DIMENSIONS + 1 ? 1 : 0))

const noise = (seed: number): number => scatter(scatter(seed) + 1) / 2 ** 32 - 0.5

/** The vector of a paper of a group: along one of ±first, ±second dimension, and somewhat elsewhere. */
function aVector(group: number, seed: number, signal: number): number[] {
  const vector = Array.from({ length: DIMENSIONS }, (_, d) => noise(seed * DIMENSIONS + d))
  vector[group >> 1]! += (group & 1) === 0 ? signal : -signal
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

/** @param signal how far the kinds are apart: 1.8 is far, 0.7 is a day on which everybody writes of everything */
function aRequest(count: number, signal = 1.8): ChartRequest {
  const groups = Array.from({ length: count }, (_, place) => place % GROUPS.length)
  return {
    vectors: Float32Array.from(groups.flatMap((group, place) => aVector(group, place, signal))),
    dimensions: DIMENSIONS,
    axes: AXES,
    texts: groups.map((group) => ({ title: GROUPS[group]!, abstract: '' })),
    rarityOf: () => 4,
  }
}

/** The mean place of a group's points. */
function middleOf({ points }: Chart, group: number): { x: number; y: number } {
  const members = [...Array(points.length / 2).keys()].filter((place) => place % GROUPS.length === group)
  const mean = (offset: number): number =>
    members.reduce((sum, place) => sum + points[2 * place + offset]! / members.length, 0)
  return { x: mean(0), y: mean(1) }
}

test('the same papers make the same map', () => {
  const [request, again] = [aRequest(80), aRequest(80)]

  const chart = drawChart(request)

  expect(drawChart(again)).toEqual(chart)
})

test('a paper more leaves the others about where they were', () => {
  const before = drawChart(aRequest(80, 0.7)).points

  const after = drawChart(aRequest(81, 0.7)).points

  const moves = Array.from({ length: 80 }, (_, place) =>
    Math.hypot(before[2 * place]! - after[2 * place]!, before[2 * place + 1]! - after[2 * place + 1]!),
  ).sort((a, b) => a - b)
  expect(moves[40]).toBeLessThan(0.04 * CHART_FRAME.width)
})

test('other papers of the same kinds stand where those kinds stood the day before', () => {
  const [monday, tuesday] = [aRequest(60), aRequest(120)]
  const later: ChartRequest = {
    ...monday,
    vectors: tuesday.vectors.slice(60 * DIMENSIONS), // none of them was there on the first day
  }

  const charts = [drawChart(monday), drawChart(later)]

  for (const chart of charts) {
    expect(middleOf(chart, 0).x).toBeGreaterThan(middleOf(chart, 1).x + 200)
    expect(middleOf(chart, 2).y).toBeGreaterThan(middleOf(chart, 3).y + 150)
  }
})

test('regions hold papers of one kind, are named by it, and hold every paper once', () => {
  const request = aRequest(80)

  const { regions } = drawChart(request)

  expect(regions.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual([...Array(80).keys()])
  const pure = regions.map(({ members }) => {
    const counts = GROUPS.map((_, group) => members.filter((place) => place % GROUPS.length === group).length)
    return Math.max(...counts) / members.length
  })
  expect(Math.min(...pure)).toBeGreaterThan(0.8)
  expect(new Set(regions.map(({ name }) => name.toLowerCase()).filter((name) => name !== ''))).toEqual(new Set(GROUPS))
})

test('who looks closer finds more kinds named than there are regions, each where its papers are', () => {
  const kinds = 'owls tides looms bells kites pears forts lamps mills roads wells vines'.split(' ')
  const groups = Array.from({ length: 240 }, (_, place) => place % kinds.length)
  const vectors = groups.flatMap((group, place) => {
    const vector = Array.from({ length: DIMENSIONS }, (_, d) => noise(place * DIMENSIONS + d))
    // Six kinds far apart, each of two that stand close.
    vector[group >> 1]! += 3
    vector[8 + (group >> 1)]! += (group & 1) === 0 ? 1 : -1
    const length = Math.hypot(...vector)
    return vector.map((value) => value / length)
  })
  const texts = groups.map((group) => ({ title: kinds[group]!, abstract: '' }))

  const chart = drawChart({ ...aRequest(0), vectors: Float32Array.from(vectors), texts })

  const { points, regions, parts } = chart
  expect(regions.length).toBeLessThanOrEqual(9)
  expect(parts.map(({ name }) => name.toLowerCase()).sort()).toEqual(kinds.toSorted())
  for (const { name, x, y } of parts) {
    const group = kinds.indexOf(name.toLowerCase())
    const distances = groups.flatMap((own, place) =>
      own === group ? [Math.hypot(points[2 * place]! - x, points[2 * place + 1]! - y)] : [],
    )
    expect(Math.min(...distances)).toBeLessThan(40)
  }
})

test('a map of few papers names no smaller places', () => {
  expect(drawChart(aRequest(5)).parts).toEqual([])
})

test.each([1, 2, 5, 30, 90, 400])('the lines about %d papers are not cut off by the frame', (count) => {
  const { contours } = drawChart(aRequest(count))

  const corners = contours.flat(2)
  expect(corners.length).toBeGreaterThan(20)
  // The outermost cells, 10 wide, hold nothing: a line that runs along them was cut.
  expect(Math.min(...corners)).toBeGreaterThan(10)
  const [across, down] = [corners.filter((_, at) => at % 2 === 0), corners.filter((_, at) => at % 2 === 1)]
  expect(Math.max(...across)).toBeLessThan(CHART_FRAME.width - 10)
  expect(Math.max(...down)).toBeLessThan(CHART_FRAME.height - 10)
})

test.each([1, 2, 3, 4, 5])('a map of %d papers lies within its frame', (count) => {
  const { points, regions } = drawChart(aRequest(count))

  expect(regions.flatMap(({ members }) => members)).toHaveLength(count)
  for (let at = 0; at < points.length; at += 2) {
    expect(points[at]).toBeGreaterThan(0)
    expect(points[at]).toBeLessThan(CHART_FRAME.width)
    expect(points[at + 1]).toBeGreaterThan(0)
    expect(points[at + 1]).toBeLessThan(CHART_FRAME.height)
  }
})

test('papers that are all the same make a map without a fault', () => {
  const request = aRequest(12)

  const { points } = drawChart({
    ...request,
    vectors: Float32Array.from(Array.from({ length: 12 }, () => aVector(0, 0, 1)).flat()),
  })

  expect([...points].every(Number.isFinite)).toBe(true)
})

/** How densely points stand, sampled over a frame: row by row, `columns` in each, `cell` apart. The edge is 0. */
export type Density = {
  readonly values: Float64Array
  readonly columns: number
  readonly rows: number
  readonly cell: number
}

/** The size of what is drawn, in its own units. */
export type Frame = { readonly width: number; readonly height: number }

const CELL = 10
/** Beyond so many widths a point adds nothing that could be seen. */
const REACH = 3.5

/** How wide the Gaussian about each of so many points is: 45 for ninety of them, 30 for five hundred. */
export function toSpread(count: number): number {
  return 140 * Math.max(1, count) ** -0.25
}

/**
 * The sum of a Gaussian about each point; wider the fewer there are, so that few make hills, too.
 *
 * @param breadth of each Gaussian, beside what is usual: 0.5 tells hills apart that stand half as close
 */
export function measureDensity(points: Float64Array, { width, height }: Frame, breadth = 1): Density {
  const columns = Math.floor(width / CELL) + 1
  const rows = Math.floor(height / CELL) + 1
  const values = new Float64Array(columns * rows)
  const spread = breadth * toSpread(points.length / 2)
  const reach = Math.ceil((REACH * spread) / CELL)
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at]! / CELL, points[at + 1]! / CELL]
    for (let row = Math.max(1, Math.ceil(y - reach)); row <= Math.min(rows - 2, y + reach); row++) {
      for (let column = Math.max(1, Math.ceil(x - reach)); column <= Math.min(columns - 2, x + reach); column++) {
        const distance = ((column - x) ** 2 + (row - y) ** 2) * CELL ** 2
        values[row * columns + column]! += Math.exp(-distance / (2 * spread ** 2))
      }
    }
  }
  return { values, columns, rows, cell: CELL }
}

import type { Density } from './density.ts'

/** A closed line: x and y of its corners, one after the other. */
export type Loop = readonly number[]

/**
 * The lines on which a density has a value, each closed, higher ground on its right hand (marching squares).
 *
 * Where two corners that face each other lie higher, the ground between them is taken for higher, too.
 */
export function traceContours(density: Density, level: number): Loop[] {
  const next = new Map<number, number>() // edges of cells by number: where the line goes on
  const { columns, rows } = density
  for (let row = 0; row < rows - 1; row++)
    for (let column = 0; column < columns - 1; column++) crossCell(density, level, row * columns + column, next)
  const loops: Loop[] = []
  while (next.size > 0) {
    const [first] = next.keys() as Iterable<number> as [number]
    const loop: number[] = []
    for (let edge: number | undefined = first; edge !== undefined;) {
      loop.push(...placeOn(density, level, edge))
      const following = next.get(edge)
      next.delete(edge)
      edge = following !== undefined && next.has(following) ? following : undefined
    }
    loops.push(loop)
  }
  return loops
}

// An edge is named by the place at its upper or left end: twice its number for the one to the right, 1 more for the one down.
type Sides = readonly [top: number, right: number, bottom: number, left: number]

/** For each pattern of corners that lie higher (1 upper left, 2 upper right, 4 lower right, 8 lower left): from side to side. */
const CROSSINGS: readonly (readonly [number, number][])[] = [
  ...[[], [[0, 3]], [[1, 0]], [[1, 3]]],
  ...[
    [[2, 1]],
    [
      [0, 1],
      [2, 3],
    ],
    [[2, 0]],
    [[2, 3]],
  ],
  ...[
    [[3, 2]],
    [[0, 2]],
    [
      [1, 2],
      [3, 0],
    ],
    [[1, 2]],
  ],
  ...[[[3, 1]], [[0, 1]], [[3, 0]], []],
] as [number, number][][]

function crossCell({ values, columns }: Density, level: number, at: number, next: Map<number, number>): void {
  const corners = [values[at]!, values[at + 1]!, values[at + columns + 1]!, values[at + columns]!]
  const pattern = corners.reduce((bits, value, corner) => bits | (value > level ? 1 << corner : 0), 0)
  const sides: Sides = [2 * at, 2 * (at + 1) + 1, 2 * (at + columns), 2 * at + 1]
  for (const [from, to] of CROSSINGS[pattern] ?? []) next.set(sides[from]!, sides[to]!)
}

/** Where the level is crossed on an edge. */
function placeOn({ values, columns, cell }: Density, level: number, edge: number): [number, number] {
  const at = edge >> 1
  const other = (edge & 1) === 0 ? at + 1 : at + columns
  const share = (level - values[at]!) / (values[other]! - values[at]!)
  const [x, y] = [at % columns, Math.floor(at / columns)]
  return (edge & 1) === 0 ? [(x + share) * cell, y * cell] : [x * cell, (y + share) * cell]
}

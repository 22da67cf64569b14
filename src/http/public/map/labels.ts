import type { Place, Size } from './view.ts'

/** One way to write a label: how large it is then, and where its middle may stand, from what it names. */
export type Form = Size & { offsets: readonly Place[] }

/** What is to be named: where it is in the window, and the ways to write it, the best first. */
export type Wish = Place & { forms: readonly Form[] }

/** A label that found room: which wish it fulfils and in which of its forms, and where its middle stands. */
export type Placed = Box & { wish: number; form: number }

/** A piece of the window, by its middle. */
export type Box = Place & Size

const GAP = 4
const EDGE = 6

/**
 * Finds room for labels, for the first ones first: within the window, and none upon another or upon what is `taken`. What
 * is named stands in the window itself, or has no label; where there is no room, there is none either.
 */
export function placeLabels(wishes: readonly Wish[], window: Size, taken: readonly Box[] = []): Placed[] {
  const placed: Placed[] = []
  const boxes: Box[] = [...taken]
  wishes.forEach(({ x, y, forms }, wish) => {
    if (x < 0 || y < 0 || x > window.width || y > window.height) return
    for (const [form, { width, height, offsets }] of forms.entries()) {
      const box = offsets
        .map((offset) => pushInside({ x: x + offset.x, y: y + offset.y, width, height }, window))
        .find((candidate) => isInside(candidate, window) && !boxes.some((other) => isUpon(candidate, other)))
      if (!box) continue
      boxes.push(box)
      placed.push({ wish, form, ...box })
      return
    }
  })
  return placed
}

/** Upwards and downwards in turn, ever further: 0, 1, −1, 2 … steps. */
export function listHeights(step: number, count: number): Place[] {
  return Array.from({ length: count }, (_, place) => ({
    x: 0,
    y: (place % 2 === 0 ? -1 : 1) * Math.ceil(place / 2) * step,
  }))
}

function pushInside(box: Box, window: Size): Box {
  const within = (middle: number, size: number, all: number): number =>
    Math.max(size / 2 + EDGE, Math.min(all - size / 2 - EDGE, middle))
  return { ...box, x: within(box.x, box.width, window.width), y: within(box.y, box.height, window.height) }
}

/** What is larger than the window has no place in it. */
function isInside({ width, height }: Box, window: Size): boolean {
  return width + 2 * EDGE <= window.width && height + 2 * EDGE <= window.height
}

function isUpon(box: Box, other: Box): boolean {
  return (
    Math.abs(box.x - other.x) < (box.width + other.width) / 2 + GAP &&
    Math.abs(box.y - other.y) < (box.height + other.height) / 2 + GAP
  )
}

// Which part of a map is shown. All of it, places too, in shares of the map's width and height: so a window that changes
// its size shows the same part.

/** Where something stands, or how far it is to it. */
export type Place = { x: number; y: number }

/** How large something is. */
export type Size = { width: number; height: number }

/** How many times the map is enlarged, from 1, and which place of it stands in the corner where the page begins. */
export type View = { zoom: number; x: number; y: number }

/** The whole map. */
export const WHOLE: View = { zoom: 1, x: 0, y: 0 }

/** Further in there is nothing that a smaller part does not show as well. */
export const MOST_ZOOM = 16

/** Where a place of the map stands in a window. */
export function toWindow({ zoom, x, y }: View, place: Place, { width, height }: Size): Place {
  return { x: (place.x - x) * zoom * width, y: (place.y - y) * zoom * height }
}

/** Enlarges by a factor, and what stands at a place of the window stays there; as far as the map's edges allow. */
export function zoomAbout({ zoom, x, y }: View, factor: number, at: Place, { width, height }: Size): View {
  const next = Math.min(MOST_ZOOM, Math.max(1, zoom * factor))
  const [acrossX, acrossY] = [at.x / width, at.y / height]
  return keepInside({ zoom: next, x: x + acrossX / zoom - acrossX / next, y: y + acrossY / zoom - acrossY / next })
}

/** Moves the map under the window by so many pixels, right and down. */
export function moveBy({ zoom, x, y }: View, by: Place, { width, height }: Size): View {
  return keepInside({ zoom, x: x - by.x / (zoom * width), y: y - by.y / (zoom * height) })
}

/** Moves a place of the map into the window where it is not, `margin` (a share of the window) from its edge. */
export function reveal({ zoom, x, y }: View, place: Place, margin: number): View {
  const within = (start: number, at: number): number =>
    Math.min(at - margin / zoom, Math.max(at - (1 - margin) / zoom, start))
  return keepInside({ zoom, x: within(x, place.x), y: within(y, place.y) })
}

/** Beyond the map's edges there is nothing to see. */
function keepInside({ zoom, x, y }: View): View {
  const last = 1 - 1 / zoom
  return { zoom, x: Math.min(last, Math.max(0, x)), y: Math.min(last, Math.max(0, y)) }
}

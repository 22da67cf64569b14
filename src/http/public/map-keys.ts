import type { Stage } from './map-stage.ts'
import { findNear, findToward } from './map/near.ts'
import { moveBy, type Place, WHOLE, zoomAbout } from './map/view.ts'

const DIRECTIONS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
const STEP = 80
const FACTOR = 1.5

/** Enlarges the map about the lit paper, or its middle; by a factor below 1 the other way. */
export function zoomBy(stage: Stage, factor: number): void {
  const { view, window, lit } = stage.scene
  const middle = { x: window.width / 2, y: window.height / 2 }
  stage.show(zoomAbout(view, factor, stage.places()[lit] ?? middle, window))
}

/**
 * The keys of the map: arrows go from paper to paper and, with Shift or where there is none that way, move the map; Page
 * Up, Page Down, Home and End go through the papers as the list does; Enter opens; + and - enlarge; 0 shows the whole;
 * Escape also puts out the light.
 */
export function followKeys(stage: Stage): void {
  stage.element.addEventListener('keydown', (event) => {
    const isOpening = event.key === 'Enter'
    if (event.altKey || ((event.ctrlKey || event.metaKey) && !isOpening)) return
    if (isOpening) stage.open(event)
    else if (!turn(stage, event)) return
    event.preventDefault()
  })
}

/** @returns whether the key means anything */
function turn(stage: Stage, { key, shiftKey }: KeyboardEvent): boolean {
  const { content, lit, view } = stage.scene
  const last = content.papers.length - 1
  const direction = DIRECTIONS[key]
  if (direction) go(stage, direction, shiftKey)
  else if (key === '+' || key === '=') zoomBy(stage, FACTOR)
  else if (key === '-' || key === '_') zoomBy(stage, 1 / FACTOR)
  else if (key === 'PageDown') stage.light(lit >= last ? 0 : lit + 1, 'key')
  else if (key === 'PageUp') stage.light(lit <= 0 ? last : lit - 1, 'key')
  else if (key === 'Home') stage.light(0, 'key')
  else if (key === 'End') stage.light(last, 'key')
  else if (key === '0') stage.show(WHOLE)
  else if (key === 'Escape' && (lit >= 0 || view.zoom > 1)) {
    stage.light(-1, 'key')
    stage.show(WHOLE)
  } else return false
  return true
}

function go(stage: Stage, direction: Place, movesMap: boolean): void {
  const { lit, view, window } = stage.scene
  const places = stage.places()
  const middle = { x: window.width / 2, y: window.height / 2 }
  const next = lit < 0 ? findNear(places, middle, Infinity) : findToward(places, lit, direction)
  if (!movesMap && next >= 0) stage.light(next, 'key')
  else stage.show(moveBy(view, { x: -STEP * direction.x, y: -STEP * direction.y }, window))
}

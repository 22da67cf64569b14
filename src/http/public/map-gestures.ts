import type { Stage } from './map-stage.ts'
import { findNear } from './map/near.ts'
import { moveBy, type Place, zoomAbout } from './map/view.ts'

/** A finger is less exact than a mouse. */
const REACH = { mouse: 12, touch: 26 }
/** A pointer that moves less has not dragged. */
const SHORTEST_DRAG = 4
const WHEEL = { speed: 0.0016, pinchSpeed: 0.01, line: 18 }

/** Moves and enlarges the map by mouse, pen, fingers and wheel, and lights the paper that is pointed at. */
export function followGestures(stage: Stage): void {
  const { element } = stage
  const down = new Map<number, Place>()
  let dragged = 0
  let isAimed = false // what was pressed is the link of a paper that was lit before
  const toPlace = ({ clientX, clientY }: MouseEvent): Place => {
    const { left, top } = element.getBoundingClientRect()
    return { x: clientX - left - element.clientLeft, y: clientY - top - element.clientTop }
  }
  const pointAt = (event: PointerEvent): void => {
    const reach = event.pointerType === 'mouse' ? REACH.mouse : REACH.touch
    stage.light(findNear(stage.places(), toPlace(event), reach), 'pointer')
  }
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    if (down.size === 0) dragged = 0
    isAimed = event.target instanceof HTMLAnchorElement
    down.set(event.pointerId, toPlace(event))
  })
  element.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId)
    if (!before) {
      if (event.pointerType !== 'touch') pointAt(event)
      return
    }
    const now = toPlace(event)
    dragged += Math.hypot(now.x - before.x, now.y - before.y)
    if (dragged < SHORTEST_DRAG) return
    // Not before: what holds the pointer gets the click, and the link under it would not.
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId)
    element.toggleAttribute('data-dragged', true)
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1]
    stage.show(other ? pinch(stage, { before, now, other }) : drag(stage, before, now))
    down.set(event.pointerId, now)
  })
  const lift = (event: PointerEvent): void => {
    if (!down.delete(event.pointerId)) return
    if (down.size === 0) element.removeAttribute('data-dragged')
    if (event.type === 'pointerup' && event.pointerType === 'touch' && dragged < SHORTEST_DRAG) pointAt(event)
  }
  element.addEventListener('pointerup', lift)
  element.addEventListener('pointercancel', lift)
  element.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch' && down.size === 0) stage.light(-1, 'pointer')
  })
  // A drag that ends on a paper does not open it, nor does the tap that lights it.
  const refuse = (event: MouseEvent): void => {
    if (event.isTrusted && (dragged >= SHORTEST_DRAG || !isAimed)) event.preventDefault()
  }
  element.addEventListener('click', refuse)
  element.addEventListener('dblclick', (event) => {
    const { view, window, lit } = stage.scene
    if (lit < 0) stage.show(zoomAbout(view, 2, toPlace(event), window))
  })
  element.addEventListener('wheel', (event) => turnWheel(stage, event, toPlace(event)), { passive: false })
}

function drag({ scene: { view, window } }: Stage, before: Place, now: Place) {
  return moveBy(view, { x: now.x - before.x, y: now.y - before.y }, window)
}

/** What lies under two fingers stays there. */
function pinch({ scene: { view, window } }: Stage, { before, now, other }: Record<'before' | 'now' | 'other', Place>) {
  const [was, is] = [before, now].map(({ x, y }) => ({
    ...{ x: (x + other.x) / 2, y: (y + other.y) / 2 },
    apart: Math.hypot(x - other.x, y - other.y),
  })) as [Place & { apart: number }, Place & { apart: number }]
  const moved = moveBy(view, { x: is.x - was.x, y: is.y - was.y }, window)
  return zoomAbout(moved, is.apart / Math.max(1, was.apart), is, window)
}

/**
 * With Ctrl, which is also what a pinch on a touchpad says, and without it once the map was clicked or has the focus:
 * otherwise the page could not be scrolled past the map.
 */
function turnWheel(stage: Stage, event: WheelEvent, at: Place): void {
  const { element, scene } = stage
  const isPinch = event.ctrlKey || event.metaKey
  if (!isPinch && !element.contains(document.activeElement)) return
  const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : WHEEL.line)
  const speed = event.ctrlKey && Math.abs(pixels) < 50 ? WHEEL.pinchSpeed : WHEEL.speed
  const next = zoomAbout(scene.view, Math.exp(-pixels * speed), at, scene.window)
  // At the end of the way the wheel is the page's again.
  if (isPinch || next.zoom !== scene.view.zoom) event.preventDefault()
  stage.show(next)
}

import { drawScene, type Scene, toRadius } from './map-drawing.ts'
import { onInksChange, readInks } from './map-inks.ts'
import type { MapContent } from './map-reading.ts'
import { type Place, reveal, toWindow, type View, WHOLE } from './map/view.ts'

/** By what a paper is lit: what follows it goes further for one than for the other. */
export type LitBy = 'pointer' | 'key' | 'list'

/** The canvas, and what lies upon it. */
export type Stage = {
  readonly element: HTMLElement
  readonly scene: Readonly<Scene>
  /** Shows another part of the map. */
  show(view: View): void
  /** Lights a paper by its place among all, or puts out the light (-1). Not by a pointer: the map moves to where it is. */
  light(place: number, by: LitBy): void
  /** Opens the lit paper as a click on it does: with Ctrl in a new tab. */
  open(event: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>): void
  /** Where all papers stand in the window. */
  places(): Place[]
}

/** How far from the edge of the window a paper comes to stand that is moved into it, as a share of the window. */
const MARGIN = 0.12

/** Makes the canvas, and draws on it whenever something has changed. `onLight` is told what is lit. */
export function createStage(content: MapContent, onLight: (place: number, by: LitBy) => void): Stage {
  const { element, canvas, spot, tip } = createElements()
  const pen = canvas.getContext('2d')!
  let scene: Scene = { content, view: WHOLE, window: { width: 0, height: 0 }, inks: readInks(document.body), lit: -1 }
  let isWaiting = false
  const draw = (): void => {
    isWaiting = false
    const { width, height } = scene.window
    const [across, down] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)]
    if (canvas.width !== across) canvas.width = across
    if (canvas.height !== down) canvas.height = down
    pen.setTransform(across / width, 0, 0, down / height, 0, 0)
    drawScene(pen, scene)
  }
  const change = (next: Partial<Scene>): void => {
    scene = { ...scene, ...next }
    element.toggleAttribute('data-zoomed', scene.view.zoom > 1)
    const { width, height } = scene.window
    if (width === 0 || height === 0) return
    placeTip(scene, spot, tip)
    if (!isWaiting) requestAnimationFrame(draw)
    isWaiting = true
  }
  new ResizeObserver(() => change({ window: { width: element.clientWidth, height: element.clientHeight } })).observe(
    element,
  )
  onInksChange(() => change({ inks: readInks(document.body) }))
  return {
    element,
    get scene() {
      return scene
    },
    show: (view) => change({ view }),
    light(place, by) {
      const paper = content.papers[place]
      if (place === scene.lit && by === 'pointer') return
      if (place !== scene.lit) fillTip(tip, paper?.entry, paper?.title)
      if (paper) spot.href = paper.address
      change({ lit: place, ...(paper && by !== 'pointer' && { view: reveal(scene.view, paper, MARGIN) }) })
      onLight(place, by)
    },
    open({ ctrlKey, metaKey, shiftKey }) {
      if (scene.lit >= 0) spot.dispatchEvent(new MouseEvent('click', { ctrlKey, metaKey, shiftKey, cancelable: true }))
    },
    places: () => content.papers.map((paper) => toWindow(scene.view, paper, scene.window)),
  }
}

/**
 * Under the pointer lies a link: so a click, its middle button and its menu do what they do with every link. It is hidden
 * from those who read by ear, as the drawing is: they have the list.
 */
function createElements() {
  const element = document.createElement('div')
  element.className = 'stage'
  element.tabIndex = 0
  const canvas = document.createElement('canvas')
  const spot = document.createElement('a')
  spot.className = 'spot'
  spot.tabIndex = -1
  spot.draggable = false
  const tip = document.createElement('p')
  tip.className = 'tip'
  tip.dir = 'auto'
  for (const part of [canvas, spot, tip]) part.setAttribute('aria-hidden', 'true')
  spot.hidden = true
  tip.hidden = true
  element.append(canvas, spot, tip)
  return { element, canvas, spot, tip }
}

/** The title as the list has it, formulas included. */
function fillTip(tip: HTMLElement, entry: HTMLElement | undefined, title = ''): void {
  const copy = entry?.cloneNode(true)
  tip.replaceChildren(...(copy ? copy.childNodes : [title]))
}

const TIP_GAP = 12

function placeTip(scene: Scene, spot: HTMLElement, tip: HTMLElement): void {
  const { content, view, window, lit } = scene
  const paper = content.papers[lit]
  const at = paper && toWindow(view, paper, window)
  const isSeen = at !== undefined && at.x >= 0 && at.y >= 0 && at.x <= window.width && at.y <= window.height
  spot.hidden = tip.hidden = !isSeen
  if (!paper || !isSeen) return
  spot.style.translate = `${at.x}px ${at.y}px`
  const away = toRadius(scene, paper.radius) + TIP_GAP
  const { offsetWidth, offsetHeight } = tip
  const left = at.x + away + offsetWidth <= window.width ? at.x + away : at.x - away - offsetWidth
  // Where there is no room on either side, as on a phone, it stands above or below.
  const hasRoom = left >= 0
  const above = at.y - away - offsetHeight
  const below = above >= 0 ? above : at.y + away
  const top = hasRoom ? at.y - offsetHeight / 2 : below
  const keep = (value: number, size: number, all: number): number => Math.max(0, Math.min(all - size, value))
  const x = keep(hasRoom ? left : at.x - offsetWidth / 2, offsetWidth, window.width)
  tip.style.translate = `${Math.round(x)}px ${Math.round(keep(top, offsetHeight, window.height))}px`
}

import { type Box, type Form, listHeights, placeLabels, type Wish } from './map/labels.ts'
import { type Place, type Size, toWindow, type View } from './map/view.ts'
import { breakName, wrapText } from './map/wrap.ts'
import type { Inks } from './map-inks.ts'
import type { MapContent, MapName, MapPaper } from './map-reading.ts'

/** What is drawn: a part of a map in a window, with one paper lit or none (-1). */
export type Scene = { content: MapContent; view: View; window: Size; inks: Inks; lit: number }

type Pen = CanvasRenderingContext2D
/** One way to write a name: upon its place; or `away` from it, to the right (1) or left (-1), below (1) or above (-1). */
type Label = { lines: readonly string[]; font: string; lineHeight: number } & {
  side?: -1 | 0 | 1
  level?: -1 | 0 | 1
  away?: number
}

const SIDES = [{ side: 1 }, { side: -1 }, { level: 1 }, { level: -1 }] as const

/** From here on smaller places are named, and the regions that hold them no longer. */
const PARTS_FROM = 1.9
/** So few papers in the window are named by their titles. */
const MOST_TITLES = 40
const TITLE = { size: 12.5, lineHeight: 16, width: 190, mostShare: 0.42 }
const LEAST_RADIUS = 2.4

/** Draws a scene in the pixels of the window. */
export function drawScene(pen: Pen, scene: Scene): void {
  const { window, inks } = scene
  pen.fillStyle = inks.paper
  pen.fillRect(0, 0, window.width, window.height)
  drawHills(pen, scene)
  drawDots(pen, scene)
  drawLabels(pen, scene)
  if (scene.lit >= 0) drawLit(pen, scene)
}

/** How large a paper's dot is in the window: it grows with the map, but less, so that dots come apart. */
export function toRadius(
  { content, view, window }: Pick<Scene, 'content' | 'view' | 'window'>,
  radius: number,
): number {
  return Math.max(LEAST_RADIUS, (radius * window.width) / content.frame.width) * view.zoom ** 0.35
}

function drawHills(pen: Pen, { content, view, window, inks }: Scene): void {
  const { frame, hills } = content
  const [scaleX, scaleY] = [(window.width * view.zoom) / frame.width, (window.height * view.zoom) / frame.height]
  pen.save()
  pen.transform(scaleX, 0, 0, scaleY, -view.x * view.zoom * window.width, -view.y * view.zoom * window.height)
  pen.strokeStyle = inks.hair
  pen.lineWidth = 1.2 / Math.max(scaleX, scaleY)
  for (const { line, kind } of hills) {
    pen.fillStyle = kind === 'core' ? inks.core : inks.sheet
    if (kind !== 'region') pen.fill(line, 'evenodd')
    pen.stroke(line)
  }
  pen.restore()
}

function drawDots(pen: Pen, scene: Scene): void {
  pen.fillStyle = scene.inks.ink
  pen.strokeStyle = scene.inks.paper
  pen.lineWidth = 1
  for (const { x, y, radius } of scene.content.papers) {
    const at = toWindow(scene.view, { x, y }, scene.window)
    pen.beginPath()
    pen.arc(at.x, at.y, toRadius(scene, radius), 0, 2 * Math.PI)
    pen.fill()
    pen.stroke()
  }
}

function drawLit(pen: Pen, scene: Scene): void {
  const { inks, content, lit } = scene
  const paper = content.papers[lit]!
  const at = toWindow(scene.view, paper, scene.window)
  const radius = toRadius(scene, paper.radius) + 1.5
  const ring = (size: number, width: number, color: string): void => {
    pen.lineWidth = width
    pen.strokeStyle = color
    pen.beginPath()
    pen.arc(at.x, at.y, size, 0, 2 * Math.PI)
    pen.stroke()
  }
  pen.fillStyle = inks.red
  pen.beginPath()
  pen.arc(at.x, at.y, radius, 0, 2 * Math.PI)
  pen.fill()
  ring(radius + 1.5, 3, inks.paper)
  ring(radius + 4, 2, inks.red)
}

function drawLabels(pen: Pen, scene: Scene): void {
  const { content, view, window } = scene
  const shown = content.papers.filter((paper) => isWithin(toWindow(view, paper, window), window))
  if (shown.length <= MOST_TITLES) return drawTitles(pen, scene, shown)
  const isClose = view.zoom >= PARTS_FROM && content.parts.length > 0
  const names = isClose ? content.parts : content.regions
  const labels = names.map((name, index) => toNameLabels(name, scene, isClose ? undefined : index + 1))
  const at = names.map((name) => toWindow(view, name, window))
  write(pen, scene, { labels, at, taken: [] })
}

function isWithin({ x, y }: Place, { width, height }: Size): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height
}

/** In a line, in two, or as the number that the list gives the region. */
function toNameLabels({ text }: MapName, { window, inks }: Scene, number: number | undefined): Label[] {
  const size = Math.max(13, Math.min(19, window.width / 52))
  const font = `italic ${size}px ${inks.head}`
  const common = { font, lineHeight: Math.round(size * 1.2) }
  const whole = { ...common, lines: [text] }
  const broken = { ...common, lines: breakName(text) }
  // A name as wide as a third of the window leaves no room for those beside it.
  const wraps = text.length * size * 0.5 > window.width / 3
  const key = number === undefined ? [] : [{ ...common, lines: [String(number)], font: `700 ${size}px ${inks.head}` }]
  return [...(wraps ? [broken, whole] : [whole, broken]), ...key]
}

/** Beside their dots, in the order of their votes; no title is cut, and those without room are not written. */
function drawTitles(pen: Pen, scene: Scene, shown: readonly MapPaper[]): void {
  const { content, view, window, inks, lit } = scene
  const font = `${TITLE.size}px ${inks.sans}`
  pen.font = font
  const width = Math.min(TITLE.width, TITLE.mostShare * window.width)
  const papers = [...shown].sort((a, b) => b.radius - a.radius)
  const at = papers.map((paper) => toWindow(view, paper, window))
  const labels = papers.map(({ title, radius }, index): Label[] => {
    if (papers[index] === content.papers[lit]) return [] // it has its title beside it
    const lines = wrapText(title, width, (line) => pen.measureText(line).width)
    const away = toRadius(scene, radius) + 5
    return SIDES.map((beside) => ({ ...beside, lines, font, lineHeight: TITLE.lineHeight, away }))
  })
  const taken = papers.map(({ radius }, index) => {
    const size = 2 * toRadius(scene, radius)
    return { ...at[index]!, width: size - 4, height: size - 4 }
  })
  write(pen, scene, { labels, at, taken })
}

type Writing = {
  /** The ways to write each, the best first. */
  labels: readonly (readonly Label[])[]
  at: readonly Place[]
  taken: readonly Box[]
}

function write(pen: Pen, { window, inks }: Scene, { labels, at, taken }: Writing): void {
  const wishes = labels.map((ways, index): Wish => ({ ...at[index]!, forms: ways.map((label) => toForm(pen, label)) }))
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  pen.lineWidth = 5
  pen.strokeStyle = inks.paper
  pen.fillStyle = inks.ink
  for (const { wish, form, x, y, width } of placeLabels(wishes, window, taken)) {
    const { lines, font, lineHeight, side = 0 } = labels[wish]![form]!
    pen.font = font
    pen.textAlign = side === 0 ? 'center' : side > 0 ? 'left' : 'right'
    lines.forEach((line, row) => {
      const [across, down] = [x - (side * width) / 2, y + (row - (lines.length - 1) / 2) * lineHeight]
      pen.strokeText(line, across, down)
      pen.fillText(line, across, down)
    })
  }
}

function toForm(pen: Pen, { lines, font, lineHeight, side = 0, level = 0, away }: Label): Form {
  pen.font = font
  const width = Math.max(...lines.map((line) => pen.measureText(line).width))
  const height = lines.length * lineHeight
  if (away === undefined) return { width, height, offsets: listHeights(lineHeight / 2, 9) }
  return { width, height, offsets: [{ x: side * (away + width / 2), y: level * (away + height / 2) }] }
}

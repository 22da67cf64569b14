// Draws the map of the page on a canvas, where it can be moved and enlarged. Without this script the drawing that came
// with the page stays, with a link for each paper.
import { followGestures } from './map-gestures.ts'
import { followKeys, zoomBy } from './map-keys.ts'
import { followList } from './map-list.ts'
import { readMap } from './map-reading.ts'
import { createStage, type LitBy, type Stage } from './map-stage.ts'
import { WHOLE } from './map/view.ts'

/** How to use it: the style sheet shows what goes with the hand that is there. */
const HINTS = {
  fingers: 'Two fingers enlarge the map, one moves it. The first tap on a point shows its title, the second opens it.',
  keys:
    'Drag to move the map; Ctrl and the wheel enlarge it, and after a click on it the wheel alone. By keyboard: arrows go ' +
    'from paper to paper, Enter opens one, + and − enlarge, Shift and arrows move the map, 0 shows all of it.',
}

const figure = document.querySelector<HTMLElement>('figure.map')
const svg = figure?.querySelector('svg')
const list = document.querySelector<HTMLElement>('.regions')
if (figure && svg && list) showMap(figure, svg, list)

function showMap(figure: HTMLElement, svg: SVGSVGElement, list: HTMLElement): void {
  const content = readMap(svg)
  const told = document.createElement('p')
  told.className = 'hide'
  told.setAttribute('role', 'status')
  const follow = followList(list, content.papers, (place) => stage.light(place, 'list'))
  const stage = createStage(content, (place: number, by: LitBy) => {
    follow(place, by)
    const paper = content.papers[place]
    if (by === 'key') told.textContent = paper ? `${paper.title}. ${content.regions[paper.region]?.text ?? ''}` : ''
  })
  nameStage(stage, svg.getAttribute('aria-label') ?? '')
  followGestures(stage)
  followKeys(stage)
  svg.after(stage.element, createTools(stage), told)
  figure.classList.add('live')
}

/** An application, so that its keys reach it from those who read by ear, too. */
function nameStage({ element }: Stage, name: string): void {
  element.setAttribute('role', 'application')
  element.setAttribute('aria-label', `${name}. The list has them, too`)
  element.setAttribute('aria-describedby', 'map-hint')
}

function createTools(stage: Stage): HTMLElement {
  const tools = document.createElement('div')
  tools.className = 'tools'
  const add = (text: string, name: string, act: () => void): void => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = text
    if (name !== text) button.setAttribute('aria-label', name)
    button.addEventListener('click', act)
    tools.append(button)
  }
  add('+', 'Enlarge', () => zoomBy(stage, 2))
  add('−', 'Make smaller', () => zoomBy(stage, 1 / 2))
  add('Whole map', 'Whole map', () => stage.show(WHOLE))
  const hint = document.createElement('p')
  hint.id = 'map-hint'
  for (const [name, text] of Object.entries(HINTS)) {
    const part = document.createElement('span')
    part.className = name
    part.textContent = text
    hint.append(part)
  }
  tools.append(hint)
  return tools
}

import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { CardText } from './card-text.ts'
import { toDrawableText } from './drawable-text.ts'
import { createLetterCheck, FAMILIES } from './fonts.ts'
import { cutLines, wrapLines } from './wrap-lines.ts'

const [WIDTH, HEIGHT, EDGE] = [1200, 630, 70] // the form in which links are shown elsewhere
const [PAPER, INK, INK_2] = ['#fafaf8', '#16171a', '#53555a'] // the sheet's light colours
const MEASURE = WIDTH - 2 * EDGE
const LINE = 1.16 // of the size of the letters
const [TITLE_TOP, TITLE_BOTTOM] = [166, 486]
const SIZES = [78, 68, 60, 52, 46, 40, 36]
const RIGHT_TO_LEFT = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

/** Draws a card as PNG. The next is drawn on the same sheet, so each is to be awaited. */
export type DrawCard = (text: CardText) => Promise<Uint8Array>

/** Where the machine has no letters for a part of a text, an ellipsis stands; for most of a title, the paper's id. */
export function createDrawing(): DrawCard {
  const canDraw = createLetterCheck()
  const canvas = createCanvas(WIDTH, HEIGHT)
  const context = canvas.getContext('2d')
  return ({ title, authors, facts, id }) => {
    drawSheet(context)
    drawTitle(context, toDrawableText(title, id, canDraw))
    drawFoot(context, toDrawableText(authors, '', canDraw), facts)
    return canvas.encode('png')
  }
}

/** The name and the two rules under it. */
function drawSheet(context: SKRSContext2D): void {
  context.direction = 'ltr'
  context.textAlign = 'left'
  context.fillStyle = PAPER
  context.fillRect(0, 0, WIDTH, HEIGHT)
  context.fillStyle = INK
  setFont(context, 700, 46)
  context.fillText('Broadsheet', EDGE, 96)
  context.fillRect(EDGE, 120, MEASURE, 6)
  context.fillRect(EDGE, 131, MEASURE, 2)
}

/** In the largest size in which the whole title fits; in the smallest it may end in an ellipsis. */
function drawTitle(context: SKRSContext2D, title: string): void {
  for (const size of SIZES) {
    setFont(context, 700, size)
    const lines = wrap(context, title)
    const most = Math.floor((TITLE_BOTTOM - TITLE_TOP) / (size * LINE))
    if (lines.length > most && size !== SIZES.at(-1)) continue
    const shown = cutLines(lines, most, MEASURE, (text) => context.measureText(text).width)
    drawLines(context, shown, TITLE_TOP + size * 0.92, size * LINE)
    return
  }
}

function drawFoot(context: SKRSContext2D, authors: string, facts: readonly string[]): void {
  setFont(context, 400, 34)
  drawLines(context, wrap(context, authors).slice(0, 1), HEIGHT - 96, 0)
  context.fillStyle = INK_2
  setFont(context, 400, 28)
  context.direction = 'ltr'
  context.textAlign = 'left'
  context.fillText(facts.join('  ·  '), EDGE, HEIGHT - 46)
}

function wrap(context: SKRSContext2D, text: string): string[] {
  return wrapLines(text, MEASURE, (part) => context.measureText(part).width)
}

/** At the side where the script begins, as on pages. */
function drawLines(context: SKRSContext2D, lines: readonly string[], top: number, step: number): void {
  const isRightToLeft = RIGHT_TO_LEFT.test(lines.join(' '))
  context.direction = isRightToLeft ? 'rtl' : 'ltr'
  context.textAlign = isRightToLeft ? 'right' : 'left'
  lines.forEach((line, index) => context.fillText(line, isRightToLeft ? WIDTH - EDGE : EDGE, top + index * step))
}

function setFont(context: SKRSContext2D, weight: number, size: number): void {
  context.font = `${weight} ${size}px ${FAMILIES}`
}

import { createRequire } from 'node:module'
import { GlobalFonts, createCanvas } from '@napi-rs/canvas'

const SUBSETS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese']
const WEIGHTS = [400, 700]

// After ours, fonts of the machine: those that hold scripts which ours do not. What none of these holds is looked for in
// every font there is.
const OF_THE_MACHINE = [
  ...['Noto Serif', 'Noto Serif CJK SC', 'Noto Sans CJK SC', 'Source Han Serif SC', 'Songti SC', 'SimSun'],
  ...['Noto Serif CJK JP', 'Hiragino Mincho ProN', 'Yu Mincho', 'Noto Serif CJK KR', 'AppleMyungjo', 'Batang'],
  ...['Noto Naskh Arabic', 'Geeza Pro', 'Noto Serif Hebrew', 'Noto Serif Devanagari', 'DejaVu Serif', 'DejaVu Sans'],
]

/** The list of families for a canvas: the serif that comes with the program, then fonts of the machine. */
export const FAMILIES = [...SUBSETS.map(toFamily), ...OF_THE_MACHINE, 'serif'].map((name) => `"${name}"`).join(', ')

/** Makes the program's own font known to the drawing library, once in each thread. @throws Error where it is missing */
export function loadFonts(): void {
  const { resolve } = createRequire(import.meta.url)
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      const path = resolve(`@fontsource/source-serif-4/files/source-serif-4-${subset}-${weight}-normal.woff2`)
      if (!GlobalFonts.registerFromPath(path, toFamily(subset))) throw new Error(`Cannot read the font ${path}`)
    }
  }
}

// Each file holds one script's letters, so that each is a family: of several files under one name one would be taken.
function toFamily(subset: string): string {
  return `Sheet ${subset}`
}

/** Tells whether a letter can be drawn, rather than the box that stands for letters that no font holds. */
export function createLetterCheck(): (letter: string) => boolean {
  const side = 24
  const context = createCanvas(side, side).getContext('2d')
  context.font = `16px ${FAMILIES}`
  context.textBaseline = 'top'
  const draw = (letter: string): string => {
    context.clearRect(0, 0, side, side)
    context.fillText(letter, 2, 2)
    return Buffer.from(context.getImageData(0, 0, side, side).data).toString('latin1')
  }
  const box = draw('\u{10fffd}') // for private use: no font gives it a letter
  const known = new Map<string, boolean>()
  return (letter) => {
    if (letter <= '\u024f' || !/[\p{L}\p{N}\p{S}\p{P}]/u.test(letter)) return true
    const drawable = known.get(letter) ?? draw(letter) !== box
    known.set(letter, drawable)
    return drawable
  }
}

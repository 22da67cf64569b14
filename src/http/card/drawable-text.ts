/** Whether the machine has a font for a letter. */
export type CanDraw = (letter: string) => boolean

/** A text with an ellipsis in place of what cannot be drawn: never the boxes that stand for letters without a font. */
export function keepDrawable(text: string, canDraw: CanDraw): string {
  let kept = ''
  let isLost = false
  for (const letter of text) {
    if (canDraw(letter)) kept += letter
    else if (!isLost) kept += '…'
    isLost = !canDraw(letter)
  }
  return kept
}

/** A text, or `instead` where more than a quarter of its letters cannot be drawn: in part it would say nothing. */
export function toDrawableText(text: string, instead: string, canDraw: CanDraw): string {
  const letters = [...text].filter((letter) => letter !== ' ')
  const lost = letters.filter((letter) => !canDraw(letter)).length
  return lost * 4 > letters.length ? instead : keepDrawable(text, canDraw)
}

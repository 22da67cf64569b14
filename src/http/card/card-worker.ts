// The thread that draws cards: started by make-cards.ts. One at a time, so that drawing never takes more than one core.
import { parentPort } from 'node:worker_threads'
import type { CardText } from './card-text.ts'
import { createDrawing } from './draw-card.ts'
import { loadFonts } from './fonts.ts'

loadFonts()
const draw = createDrawing()

parentPort?.on('message', (text: CardText) => {
  draw(text).then(
    (png) => parentPort?.postMessage({ png }),
    (error: unknown) => parentPort?.postMessage({ failure: String(error) }),
  )
})

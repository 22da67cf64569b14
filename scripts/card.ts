// Draws the card of pages that have none of their own, src/http/public/card.png, anew: run it when the drawing changes.
import { writeFile } from 'node:fs/promises'
import { makeCards } from '../src/http/card/make-cards.ts'

const cards = makeCards((message) => console.error(message))
const text = { title: 'Each day’s research papers, as a newspaper', authors: '', facts: [], id: 'Broadsheet' }
await writeFile(new URL('../src/http/public/card.png', import.meta.url), await cards.drawCard('card', text))
await cards.close()

// The thread that draws maps: started by draw-map.ts with the first one.
import { parentPort } from 'node:worker_threads'
import { type Chart, drawChart } from '../../engine/map/draw-chart.ts'
import { answerInThread } from '../../platform/asked-thread.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import type { MapOrder } from './draw-map.ts'

answerInThread(parentPort, draw, () => undefined)

function draw({ texts, rarities, ...request }: MapOrder): Chart {
  const plain = texts.map(({ title, abstract }) => ({ title: toPlainText(title), abstract }))
  return drawChart({ ...request, texts: plain, rarityOf: (term) => rarities.get(term) })
}

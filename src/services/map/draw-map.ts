import { toWorkerUrl } from '../../platform/worker-url.ts'
import type { Chart, ChartRequest } from '../../engine/map/draw-chart.ts'
import { type AskedThread, startAskedThread } from '../../platform/asked-thread.ts'

/** What a map is drawn of, as it passes to the thread that draws. */
export type MapOrder = Omit<ChartRequest, 'rarityOf'> & { rarities: ReadonlyMap<string, number> }

/** Draws maps. */
export type MapMaker = {
  /** @throws AppError `unavailable` where too many maps wait to be drawn */
  drawMap(order: MapOrder): Promise<Chart>
  /** Ends the thread that draws; maps not yet drawn are not. */
  close(): Promise<void>
}

const WORKER = toWorkerUrl('map-worker', import.meta.url)

/** A map takes up to a second: who comes after so many others is told to come again. */
const MOST_WAITING = 20

/**
 * Draws maps in a thread of its own, one after the other, so that neither answers nor searches wait for them. It is
 * started with the first map, and again with the next one should it end.
 */
export function makeMaps(onFailure: (message: string) => void): MapMaker {
  let thread: AskedThread<MapOrder, Chart> | undefined
  const start = (): AskedThread<MapOrder, Chart> =>
    startAskedThread(WORKER, {
      name: 'maps',
      mostWaiting: MOST_WAITING,
      onEnd(message) {
        onFailure(message)
        thread = undefined
      },
    })
  return {
    drawMap(order) {
      thread ??= start()
      return thread.ask(order)
    },
    async close() {
      await thread?.close()
    },
  }
}

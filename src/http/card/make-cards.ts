import { Worker } from 'node:worker_threads'
import { AppError } from '../../domain/error.ts'
import { keepLast } from '../../platform/keep-last.ts'
import { keepStarted } from '../../platform/keep-started.ts'
import { toWorkerUrl } from '../../platform/worker-url.ts'
import type { CardText } from './card-text.ts'

/** Makes picture cards. */
export type CardMaker = {
  /**
   * A card as PNG, 1200 by 630. The same tag gives the same picture, kept or drawn once for all who ask meanwhile.
   *
   * @throws AppError `unavailable` when too many cards wait to be drawn, or this machine cannot draw
   */
  drawCard(tag: string, text: CardText): Promise<Uint8Array>
  /** Ends the thread that draws; cards not yet drawn are not. */
  close(): Promise<void>
}

const KEPT_BYTES = 32 * 1024 * 1024 // some 700 cards
/** A thread that ended, or could not begin, is started again after this. */
const RETRY_MS = 60_000
const MOST_WAITING = 30 // a second or two of drawing

type Task = { text: CardText; resolve: (png: Uint8Array) => void; reject: (error: AppError) => void }
type Answer = { png?: Uint8Array; failure?: string }

const WORKER = toWorkerUrl('card-worker', import.meta.url)

/**
 * Draws cards in a thread of its own, started with the first one, one card at a time: a crawler that asks for all of
 * them takes a part of one core, and the thread that answers requests is never held up.
 *
 * @param onFailure told why cards cannot be drawn, once for each reason; drawing is tried again later
 */
export function makeCards(
  onFailure: (message: string) => void,
  { worker = WORKER, retryMs = RETRY_MS }: { worker?: URL | undefined; retryMs?: number } = {},
): CardMaker {
  const kept = keepLast<Uint8Array>(KEPT_BYTES)
  const drawing = new Map<string, Promise<Uint8Array>>()
  const easel = setUpEasel(worker, retryMs, onFailure)
  return {
    async drawCard(tag, text) {
      const known = kept.find(tag) ?? drawing.get(tag)
      if (known) return known
      const drawn = easel.draw(text)
      drawing.set(tag, drawn)
      try {
        const png = await drawn
        kept.keep(tag, png)
        return png
      } finally {
        drawing.delete(tag)
      }
    },
    close: () => easel.close(),
  }
}

/** The thread and those who wait for it. */
function setUpEasel(url: URL, retryMs: number, onFailure: (message: string) => void) {
  const waiting: Task[] = []
  let current: Task | undefined
  let lastFailure: string | undefined

  const fail = (message: string): void => {
    if (message !== lastFailure) onFailure(message)
    lastFailure = message
    const lost = [current, ...waiting.splice(0)]
    current = undefined
    for (const task of lost) task?.reject(cannotDraw())
  }
  const start = (onEnd: () => void): Worker => {
    const started = new Worker(url, { name: 'cards' })
    started.on('message', ({ png, failure }: Answer) => {
      if (png) current?.resolve(png)
      else current?.reject(new AppError('unavailable', `This card cannot be drawn: ${failure}`))
      current = undefined
      next()
    })
    started.on('error', (error) => {
      onEnd()
      fail(error instanceof Error ? error.message : String(error))
    })
    return started
  }
  const thread = keepStarted(start, { pauseMs: retryMs, isNeededAlways: false })
  const next = (): void => {
    const worker = current ? undefined : thread.find()
    if (!worker) return
    current = waiting.shift()
    if (!current) return void worker.unref() // an idle thread keeps no program from ending
    worker.ref()
    worker.postMessage(current.text)
  }
  return {
    draw(text: CardText): Promise<Uint8Array> {
      if (!thread.find()) return Promise.reject(cannotDraw())
      if (waiting.length >= MOST_WAITING)
        return Promise.reject(new AppError('unavailable', 'Too many picture cards wait to be drawn'))
      return new Promise((resolve, reject) => {
        waiting.push({ text, resolve, reject })
        next()
      })
    },
    async close() {
      await thread.stop()?.terminate()
    },
  }
}

function cannotDraw(): AppError {
  return new AppError('unavailable', 'This server cannot draw picture cards')
}

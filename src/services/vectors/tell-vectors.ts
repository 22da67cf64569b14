import type { IndexNews } from '../index/index-thread.ts'
import type { ServerVectors } from './server-vectors.ts'

const EVERY_MS = 2000

/** Tells now and then how far the vectors are, and one failure once, however long it lasts. */
export function tellVectors(
  tell: (news: IndexNews) => void,
  find: () => Pick<ServerVectors, 'countMissing'> | undefined,
): { onPart: (asked: number) => void; onFailure: (message: string) => void } {
  let [asked, toldAt, failure] = [0, -Infinity, '']
  return {
    onPart(count) {
      asked += count
      failure = ''
      const missing = find()?.countMissing() ?? 0
      if (performance.now() - toldAt < EVERY_MS && missing > 0) return
      tell({ kind: 'vectors', missing, asked })
      ;[asked, toldAt] = [0, performance.now()]
    },
    onFailure(message) {
      if (message !== failure) tell({ kind: 'vectorFailure', message })
      failure = message
    },
  }
}

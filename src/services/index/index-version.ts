import type { UnixMs } from '../../domain/time.ts'
import type { IndexState } from './keep-index.ts'

/** While an embedding server is away what a search finds may change at any time: its answers hold for so long. */
const AWAY_MS = 5000

/** A text that is another one whenever the same search may find something else. */
export function toIndexVersion(state: Omit<IndexState, 'documents' | 'isWhole'>, now: UnixMs): string {
  const { changeNumber, stateNumber, vectorless, isMeaningAway } = state
  const since = isMeaningAway ? `.${Math.floor(now / AWAY_MS)}` : ''
  return `${changeNumber}.${stateNumber}.${vectorless}${since}`
}

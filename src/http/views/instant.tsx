import { toIso, type UnixMs } from '../../domain/time.ts'
import { toInstant } from './wording.ts'

/** An instant, for people and for programs. */
export function Instant({ at }: { at: UnixMs }) {
  return <time datetime={toIso(at)}>{toInstant(at)}</time>
}

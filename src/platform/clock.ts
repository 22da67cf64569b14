import type { Clock } from '../domain/time.ts'

/** The machine's clock. */
export const systemClock: Clock = () => Date.now()

/** Something that is started again where it ends by itself. */
export type KeptStarted<T> = {
  /** The one at work; where none has been yet, or the pause is over, it is started now. `undefined` in the pause. */
  find(): T | undefined
  /** Starts no other. The one at work, which is the caller's to end; `undefined` where there is none. */
  stop(): T | undefined
}

/**
 * Keeps something at work that may end unasked, such as a thread: after a pause it is started again, so that what ends
 * at once, time after time, costs next to nothing. The pause keeps no program from ending.
 *
 * @param start calls what it is given once what it started has ended; later calls of it count for nothing
 * @param isNeededAlways whether it is started now, and again as soon as the pause is over; else when it is asked for
 */
export function keepStarted<T>(
  start: (onEnd: () => void) => T,
  { pauseMs, isNeededAlways }: { pauseMs: number; isNeededAlways: boolean },
): KeptStarted<T> {
  let atWork: T | undefined
  let pause: NodeJS.Timeout | undefined
  let isStopped = false
  const begin = (): T => {
    const started = start(() => {
      if (atWork !== started) return
      atWork = undefined
      if (!isStopped) pause = setTimeout(goOn, pauseMs).unref()
    })
    return (atWork = started)
  }
  const goOn = (): void => {
    pause = undefined
    if (isNeededAlways) begin()
  }
  if (isNeededAlways) begin()
  return {
    find: () => atWork ?? (pause || isStopped ? undefined : begin()),
    stop() {
      isStopped = true
      clearTimeout(pause)
      return atWork
    },
  }
}

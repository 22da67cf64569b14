/** Words of shared memory that a barrier takes. */
export const BARRIER_WORDS = 2

/** A place where threads wait for one another. */
export class Barrier {
  readonly #words: Int32Array
  readonly #threads: number

  /** @param words shared by all, zeros at the beginning */
  constructor(words: Int32Array, threads: number) {
    this.#words = words
    this.#threads = threads
  }

  /** Returns when every thread has come here as often as this one. */
  wait(): void {
    const round = Atomics.load(this.#words, 1)
    if (Atomics.add(this.#words, 0, 1) === this.#threads - 1) {
      Atomics.store(this.#words, 0, 0)
      Atomics.add(this.#words, 1, 1)
      Atomics.notify(this.#words, 1)
      return
    }
    while (Atomics.load(this.#words, 1) === round) Atomics.wait(this.#words, 1, round)
  }
}

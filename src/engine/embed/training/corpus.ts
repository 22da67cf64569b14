import { LEFT_OUT, TermCounter, type Vocabulary, type VocabularyLimits } from './vocabulary.ts'

/**
 * Papers as term numbers, one behind the other. Paper p's title is terms[starts[2p] .. starts[2p+1]), its abstract
 * terms[starts[2p+1] .. starts[2p+2]). Shared by the threads that train; never written again.
 */
export type TrainingCorpus = { terms: Uint32Array; starts: Uint32Array }

/** How many papers a corpus holds. */
export function countPapers({ starts }: TrainingCorpus): number {
  return (starts.length - 1) / 2
}

/** Gathers papers to a corpus over a vocabulary of their own. Holds four bytes a word of theirs. */
export class CorpusBuilder {
  readonly #counter = new TermCounter()
  readonly #starts = [0]
  #numbers = new Uint32Array(1 << 20)
  #length = 0

  /** Adds one paper. */
  add(title: string, abstract: string): void {
    this.#counter.startDocument()
    this.#append(this.#counter.readText(title))
    this.#append(this.#counter.readText(abstract))
  }

  /** How many papers were added. */
  get paperCount(): number {
    return (this.#starts.length - 1) / 2
  }

  /** The terms of the papers that are worth a vector. */
  chooseVocabulary(limits: VocabularyLimits): Vocabulary {
    return this.#counter.choose(limits)
  }

  /**
   * The corpus over a vocabulary, without the terms that have no place in it.
   *
   * @param order numbers of papers as they were added, from 0, as the corpus shall have them
   */
  arrange(vocabulary: readonly string[], order: Uint32Array): TrainingCorpus {
    const places = this.#counter.placeIn(vocabulary)
    const terms = new Uint32Array(new SharedArrayBuffer(this.#length * 4))
    const starts = new Uint32Array(new SharedArrayBuffer((order.length * 2 + 1) * 4))
    let count = 0
    for (const [index, paper] of order.entries()) {
      for (let part = 0; part < 2; part++) {
        starts[index * 2 + part] = count
        for (let at = this.#starts[paper * 2 + part]!; at < this.#starts[paper * 2 + part + 1]!; at++) {
          const place = places[this.#numbers[at]!]!
          if (place !== LEFT_OUT) terms[count++] = place
        }
      }
    }
    starts[order.length * 2] = count
    return { terms: terms.subarray(0, count), starts }
  }

  #append(numbers: readonly number[]): void {
    if (this.#length + numbers.length > this.#numbers.length) {
      const larger = new Uint32Array(Math.max(this.#numbers.length * 2, this.#length + numbers.length))
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers.set(numbers, this.#length)
    this.#length += numbers.length
    this.#starts.push(this.#length)
  }
}

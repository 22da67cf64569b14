import { AppError } from '../../domain/error.ts'
import type { Teacher } from '../../engine/embed/training/begin.ts'
import { splitLines } from '../../platform/split-lines.ts'

const MOST_LINE_BYTES = 1 << 20

/**
 * Reads vectors of words that another model made, in the text form of word2vec: a word and its numbers a line, parted by
 * spaces; a first line with two numbers alone (how many, how long) is passed over.
 *
 * @param dimensions how long each vector must be
 * @throws AppError `invalid` naming the first line that is not of this form
 */
export async function readTeacher(bytes: AsyncIterable<Uint8Array>, dimensions: number): Promise<Teacher> {
  const teacher = new Map<string, Float32Array>()
  let number = 0
  for await (const lines of splitLines(toBuffers(bytes), MOST_LINE_BYTES)) {
    for (const line of lines) {
      number++
      const [word = '', ...numbers] = line?.toString().trim().split(/\s+/) ?? []
      if (word === '' && numbers.length === 0) continue
      if (number === 1 && numbers.length === 1) continue
      const vector = Float32Array.from(numbers, Number)
      if (vector.length !== dimensions || !vector.every(Number.isFinite)) {
        throw new AppError('invalid', `Line ${number} of the teacher is not a word with ${dimensions} numbers.`)
      }
      teacher.set(word, vector)
    }
  }
  return teacher
}

async function* toBuffers(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

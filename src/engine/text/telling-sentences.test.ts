import { describe, expect, test } from 'vitest'
import { listTellingSentences } from './telling-sentences.ts'

function list(text: string, count: number, weightOf: (term: string) => number = () => 1): string[] {
  return listTellingSentences(text, { sentences: count, letters: 320 }, weightOf).map(({ start, end }) =>
    text.slice(start, end),
  )
}

const WHAT = 'We propose Marginalia, a retriever that keeps notes on rejected passages.'
const CAME_OF_IT = 'On six collections it halves the errors of a retriever without notes, by 48%.'

describe('listTellingSentences', () => {
  test('gives what was done and what came of it, before how things stood and where the code is', () => {
    const text =
      `Retrieval systems have become widely used in recent years. However, they forget what they rejected. ${WHAT} ` +
      `Notes are short. ${CAME_OF_IT} Our code is available at https://example.org/marginalia for everyone.`

    expect(list(text, 2)).toEqual([WHAT, CAME_OF_IT])
    expect(list(text, 1)).toEqual([WHAT])
  })

  test('keeps the order of the text, whichever was chosen first', () => {
    const text = `Notes help: errors fall by 48% on six collections. ${WHAT} Passages may be long and dull.`

    expect(list(text, 2)).toEqual(['Notes help: errors fall by 48% on six collections.', WHAT])
  })

  test('leaves out words that only lead over from the sentence before', () => {
    const text = `Retrievers forget passages that they rejected. To address this gap, we propose notes on passages.`

    expect(list(text, 1)).toEqual(['we propose notes on passages.'])
  })

  test('takes no sentence that leans on another, unless that one stands before it', () => {
    const what = 'We study notes on passages that retrievers of libraries rejected.'
    const other = 'Readers of libraries rejected notes on passages of retrievers.'
    const leaning = 'This lets them skip a third of all that is there to be read.'
    const apart = `${what} ${other} ${leaning}`
    const behind = `${what} ${leaning} Clocks are late.`

    expect(list(apart, 2)).not.toContain(leaning)
    expect(list(behind, 2)).toContain(leaning)
  })

  test('says with each further sentence what the others do not', () => {
    const text =
      'We show that notes on rejected passages help retrievers. We show that rejected passages with notes help retrievers. ' +
      'We show that clocks of old libraries run late.'

    expect(list(text, 2)).toEqual([
      'We show that notes on rejected passages help retrievers.',
      'We show that clocks of old libraries run late.',
    ])
  })

  test('prefers rare terms among sentences that do the same', () => {
    const text = 'We find the lamps of the hall bright. We find the quasar in the survey dim.'

    expect(list(text, 1, (term) => (term === 'quasar' ? 50 : 1))).toEqual(['We find the quasar in the survey dim.'])
  })

  test('takes a sentence of reasonable length where it can', () => {
    const long = `We show that ${'very long notes about all the passages that were ever rejected '.repeat(8)}help.`

    expect(list(`${long} We show that short notes help.`, 1)).toEqual(['We show that short notes help.'])
    expect(list(long, 1)).toEqual([long])
  })

  test('gives one that is too long only alone, and where no other comes near it', () => {
    const long = `We show that ${'notes on rejected passages of readers, and '.repeat(9)}clocks help by 48%.`
    const short = 'We propose notes on passages that retrievers rejected.'

    expect(list(`${short} ${long} Clocks are late.`, 2)).not.toContain(long)
    expect(list(`Hm. ${long}`, 2)).toEqual([long])
  })

  test('takes none that goes on from one left out, and the first of all leans on nothing', () => {
    const what = 'We propose notes on passages that retrievers of libraries rejected.'
    const further = 'To avoid long notes of readers, we further propose clocks that improve retrievers by 48%.'
    const other = 'Readers of libraries keep clocks near retrievers.'
    const results = 'Our experiments show that passages of libraries improve.'

    expect(list(`Clocks are old. ${other} ${what} ${other} ${further} ${results}`, 2)).not.toContain(further)
    expect(list(`This is an introduction to notes of retrievers. Clocks are late.`, 1)).toEqual([
      'This is an introduction to notes of retrievers.',
    ])
  })

  test('gives no more sentences than there are, and one of signs alone', () => {
    expect(list(`${WHAT} ${CAME_OF_IT}`, 99)).toHaveLength(2)
    expect(list('', 3)).toEqual([])
    expect(list('… — …', 1)).toHaveLength(1)
  })

  test('takes time in proportion to a text, however odd', () => {
    const odd = `we ${'show '.repeat(20_000)}(2) ${'to address this '.repeat(5000)}${'https:'.repeat(5000)}.`

    expect(list(odd, 2)).toHaveLength(1)
  })
})

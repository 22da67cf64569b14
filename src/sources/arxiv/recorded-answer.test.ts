import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readXml } from '../xml/read-xml.ts'
import { readAtomAnswer } from './atom.ts'
import { isRecordedAnswer, readRecordedAnswer } from './recorded-answer.ts'

const feed = readFileSync(new URL('../../../test/fixtures/arxiv/feed.xml', import.meta.url), 'utf8')

describe('readRecordedAnswer', () => {
  test('reads the feed in its body', () => {
    const answer = { url: 'https://export.example.org/api', status_code: 200, body: feed }

    expect(isRecordedAnswer(answer)).toBe(true)
    expect(readRecordedAnswer(answer)).toEqual(readAtomAnswer(readXml(feed)).items)
  })

  test('refuses a body that is not XML', () => {
    expect(() => readRecordedAnswer({ body: 'Rate exceeded.' })).toThrow('whose body is not XML')
  })
})

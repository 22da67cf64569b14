import { describe, expect, test } from 'vitest'
import { stripRequest } from './strip-request.ts'

function strip(text: string): string {
  return stripRequest(text).replaceAll(/\s+/g, ' ').trim()
}

describe('stripRequest', () => {
  test.each([
    ['I am looking for papers about sparse attention', 'sparse attention'],
    ["I'd like recent articles on hash joins, e.g. in memory", 'hash joins, in memory'],
    ['Find all papers that deal with tidal locking.', 'tidal locking.'],
    ['Please show me references on glaciers', 'glaciers'],
    ['What methods shorten proofs?', 'methods shorten proofs?'],
    ['Are there any surveys of beetles?', 'surveys of beetles?'],
    ['Robots that weld. I am not interested in robots that paint.', 'robots that weld.'],
    ['We would like to know more about dark matter halos', 'dark matter halos'],
  ])('takes %j for a request for %j', (request, asked) => {
    expect(strip(request)).toBe(asked)
  })

  test.each([
    'attention is all you need',
    'Papers we love: descriptions of images',
    'description logic',
    'a list of open problems on graphs',
    'Vitamin D reduces the risk of fractures.',
    'give', // nothing else is asked for
    'What?',
    'Was ist Aufklärung?',
  ])('leaves %j as it is', (text) => {
    expect(stripRequest(text)).toBe(text)
  })
})

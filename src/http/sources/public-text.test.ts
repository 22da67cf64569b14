import { describe, expect, test } from 'vitest'
import { toPublicText } from './public-text.ts'

describe('a message as everybody may read it', () => {
  test.each([
    ['https://feeds.example.org/u/s3cret/rss?key=abc#top cannot be read.', 'feeds.example.org cannot be read.'],
    ['It asks https://ada:pass@api.example.org:8443/v1?api_key=k, in vain', 'It asks api.example.org:8443, in vain'],
    ['127.0.0.1:40123 cannot be reached (ECONNREFUSED).', 'An internal address cannot be reached (ECONNREFUSED).'],
    ['mirror:8080 answered 500.', 'An internal address answered 500.'],
    ['mirror.corp answered 500.', 'An internal address answered 500.'],
    ['localhost answered nothing at all.', 'An internal address answered nothing at all.'],
    ['http://10.0.0.7/oai?x=1 is silent', 'An internal address is silent'],
    ['connect ECONNREFUSED 192.168.1.4:443.', 'connect ECONNREFUSED an internal address.'],
    ['[::1]:8080 cannot be reached', 'An internal address cannot be reached'],
    ['[fd00::7] cannot be reached', 'An internal address cannot be reached'],
    ['mirror:81 answered 500.', 'An internal address answered 500.'],
    ['mirror:2026 cannot be reached', 'An internal address cannot be reached'],
    ['What mirror:81 answered is no feed: it is empty.', 'What an internal address answered is no feed: it is empty.'],
    [
      'example.org leads from https to http (mirror:81), in vain',
      'example.org leads from https to http (an internal address), in vain',
    ],
    [
      'One record of "mirror:81 (e6ce61) at 2026-11-21T19:08".',
      'One record of "an internal address (e6ce61) at 2026-11-21T19:08".',
    ],
    ['It says: no route to Backend-7:8080', 'It says: no route to an internal address'],
  ])('of "%s" is "%s"', (message, shown) => {
    expect(toPublicText(message)).toBe(shown)
  })

  // Papers, times, versions and words that look like hosts are none.
  test.each([
    'oaipmh.arxiv.org answered 503 at 06:14 and is asked again at 06:16.',
    'Of 814 papers that arXiv announced for 2026-11-20, 2 are missing (2611.00001, 2611.00002) after they were asked for twice.',
    '151.101.3.42 cannot be reached (ETIMEDOUT).',
    'line 12:4: <title> is not closed; version 1.2.3 of 5:00',
    'Record oai:arXiv.org:2611.00001 has no title.',
    'One record was left out of "edition 2026-11-20 at 2026-11-21T19:08", at 2026-11-21T19:08:33.120Z.',
    'Fault:5, Title v1:2 and owls:42 of "Owls:1500 nights of listening"',
    '"Machine learning:2024 in review" has no id; "GPT-4:3 lessons" neither',
  ])('leaves "%s" as it is', (message) => {
    expect(toPublicText(message)).toBe(message)
  })

  test.each(['a.', 'http://.', '0', '-'])('is cut where an upstream wrote a million times %s', (piece) => {
    expect(toPublicText(piece.repeat(1_000_000)).length).toBeLessThanOrEqual(3000)
  })
})

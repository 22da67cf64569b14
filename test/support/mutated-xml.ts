import { SeededRandom } from '../../src/services/sample/random.ts'
import { mutateBytes } from './mutated-bytes.ts'

/** What breaks readers of XML: tags without ends, entities, sections, declarations, other encodings, dates, ids. */
const MORSELS = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '&',
    '&amp',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&owl;',
    ']]>',
    '<![CDATA[',
    '<!--',
    '-->',
    '<?x',
  ],
  ...[
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '<?xml version="1.0" encoding="utf-16"?>',
    '<record>',
    '</record>',
    '<entry>',
    '<item/>',
  ],
  ...[
    '\0',
    '\x0b',
    '\xe9',
    '\ufeff',
    '\ufffe',
    '\ud83d',
    '2026-02-30',
    '99999-01-01',
    '-1',
    'v0',
    'v99999',
    '0000.00000',
  ],
  ...['<resumptionToken/>', '<a b="', ' status="deleted"', ' code="noRecordsMatch"', '__proto__', 'xmlns:a="b"'],
]
const MOST_CHANGES = 5
const TAG = /<[^<>]*>/g

/**
 * A document of XML changed in one to five places, the same for the same seed: half of the time in its tags, which are
 * taken out, doubled, exchanged or damaged; else in its bytes (`mutateBytes`).
 */
export function mutateXml(xml: string, seed: number): Uint8Array {
  if (seed % 2 === 0) return mutateBytes(Buffer.from(xml), seed)
  const random = new SeededRandom()
  random.restart(seed, 7)
  let mutated = xml
  for (let changes = 1 + random.below(MOST_CHANGES); changes > 0; changes--) mutated = changeTag(mutated, random)
  return Buffer.from(mutated)
}

function changeTag(xml: string, random: SeededRandom): string {
  const tags = [...xml.matchAll(TAG)]
  const [one, other] = [tags[random.below(tags.length)], tags[random.below(tags.length)]]
  if (one === undefined || other === undefined) return xml
  const [tag] = one
  const [before, after] = [xml.slice(0, one.index), xml.slice(one.index + tag.length)]
  const morsel = MORSELS[random.below(MORSELS.length)] ?? ''
  switch (random.below(7)) {
    case 0:
      return before + after
    case 1:
      return before + tag + tag + after
    case 2:
      return before + other[0] + after
    case 3:
      return before + tag + morsel + after
    case 4:
      return before + tag.slice(0, random.below(tag.length + 1)) + morsel + after
    case 5:
      return before + tag.replace(/[a-z]/i, morsel) + after
    default:
      // All that stands between two tags.
      return xml.slice(0, Math.min(one.index, other.index)) + xml.slice(Math.max(one.index, other.index))
  }
}

import { Parser } from 'htmlparser2'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeMarkup } from './escape-markup.ts'

test('another program reads the same letters, in an element and in an attribute, and no element more', () => {
  const text = fc.string({ unit: fc.constantFrom(...'&<>"\'=/!-;#x3 a', 'amp;', '&lt;', ']]>') })
  fc.assert(
    fc.property(text, fc.boolean(), (wanted, xmlMode) => {
      const read: string[] = []
      const parser = new Parser(
        {
          onopentag: (name, attributes) => void read.push(name, attributes['title'] ?? '', ''),
          ontext: (piece) => void (read[2] += piece),
        },
        { xmlMode, decodeEntities: true },
      )

      parser.end(`<b title="${escapeMarkup(wanted)}">${escapeMarkup(wanted)}</b>`)

      expect(read).toEqual(['b', wanted, wanted])
    }),
  )
})

import { describe, expect, test } from 'vitest'
import { decodeXml } from './decode-xml.ts'

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

describe('decodeXml', () => {
  test.each([
    ['UTF-8', Buffer.from('<a>José</a>'), '', '<a>José</a>'],
    ['UTF-8 with a mark', Buffer.from('\ufeff<a>José</a>'), '', '<a>José</a>'],
    ['Latin-1 that says so', latin('<?xml version="1.0" encoding="ISO-8859-1"?><a>José</a>'), '', 'José'],
    ['Latin-1 of which the server says so', latin('<a>José</a>'), 'text/xml; charset="iso-8859-1"', '<a>José</a>'],
    ['UTF-8 that says it is Latin-1', Buffer.from('<?xml encoding="ISO-8859-1"?><a>José</a>'), '', 'José'],
    ['Latin-1 that says it is UTF-8', latin('<?xml version="1.0" encoding="UTF-8"?><a>José</a>'), '', 'José'],
    ['Latin-1 that says nothing', latin('<a>José</a>'), 'text/xml', '<a>José</a>'],
    ['an encoding that nobody knows', latin('<?xml encoding="owl-8"?><a>José</a>'), '', 'José'],
    ['UTF-16 with a mark', Buffer.from('\ufeff<a>José</a>', 'utf16le'), '', '<a>José</a>'],
    ['UTF-16 without', Buffer.from('<a>José</a>', 'utf16le'), '', '<a>José</a>'],
    ['UTF-16, the high byte first', Buffer.from('\ufeff<a>José</a>', 'utf16le').swap16(), '', '<a>José</a>'],
    ['KOI8-R', Buffer.from('<?xml encoding="koi8-r"?><a>\xd3\xcf\xd7\xc1</a>', 'latin1'), '', 'сова'],
  ])('reads %s', (_form, bytes, type, text) => {
    expect(decodeXml(bytes, type)).toContain(text)
  })

  test('reads letters of Latin-1 that stand in UTF-8 as what was meant, and those of UTF-8 as they are', () => {
    const pasted = Buffer.concat([
      Buffer.from('<a>Zoë, 猫頭鷹 😀, '),
      latin('José'),
      Buffer.from(', Ångström'),
      latin(' ½'),
    ])

    expect(decodeXml(pasted)).toBe('<a>Zoë, 猫頭鷹 😀, José, Ångström ½')
  })

  test('reads the quotation marks of Windows, which Latin-1 does not have', () => {
    expect(decodeXml(latin('<a>\x93owls\x94</a>'))).toBe('<a>“owls”</a>')
  })
})

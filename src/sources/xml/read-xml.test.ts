import { describe, expect, test } from 'vitest'
import { readXml } from './read-xml.ts'
import { findChild, listChildren, readAttribute, readText, type XmlNode } from './xml-node.ts'

/** An element as text again, with "!" where it is not whole. */
function show({ name, text, children, whole }: XmlNode): string {
  return `${name}${whole ? '' : '!'}(${[...(text.trim() === '' ? [] : [text.trim()]), ...children.map(show)].join(' ')})`
}

describe('readXml', () => {
  test('gives elements by local names, with attributes, and text in which entities are characters', () => {
    const root = readXml(
      '<a:owls b:kind="barn &amp; hill"><title>J&#233; &lt;<![CDATA[<&amp;>]]>\u0007</title><x/></a:owls>',
    )

    expect([root.name, readAttribute(root, 'b:kind'), readText(root, 'title')]).toEqual([
      'owls',
      'barn & hill',
      'Jé <<&amp;>',
    ])
    expect(listChildren(root, 'x').map(({ closed, whole }) => [closed, whole])).toEqual([[true, true]])
  })

  test.each([
    ['an end tag that is missing', '<l><r><t>Owl</r><r/></l>', 'l!(r!(t!(Owl)) r())'],
    ['an end tag of another name', '<l><r><t>Owl</u></r><r/></l>', 'l!(r!(t!(Owl)) r())'],
    ['an end tag too many', '<l><r><t>Owl</t></t></r><r/></l>', 'l(r(t(Owl)) r())'],
    ['an & that stands for itself', '<l><r>Owls & mice &c; &nbsp;</r></l>', 'l(r(Owls & mice &c; &nbsp;))'],
  ])('confines %s to its element', (_fault, xml, shown) => {
    expect(show(readXml(xml))).toBe(shown)
  })

  test.each([
    ['', 'Not XML'],
    ['Rate exceeded.', 'Not XML'],
    ['{"error":1}', 'Not XML'],
    ['<!DOCTYPE html><html><p>Busy</p></html>', 'A page of HTML'],
    ['<html lang="en"><p>Busy</p></html>', 'A page of HTML'],
    ['<l><r>Owl</r><r>Ow', 'it breaks off'],
    ['<l><r>Owl</r></l', 'it breaks off'],
    ['<l><r>http:/', 'it breaks off'],
    ['<l><r>Owl</', 'it breaks off'],
    ['<l><r/', 'it breaks off'],
    ['<l><r/>', 'it breaks off'],
    ['<?xml version="1.0"?>', 'it has no element'],
    ['<l/><l/>', 'two roots'],
    ['<!DOCTYPE l [<!ENTITY a "owl"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>', 'XML that declares entities is not read'],
    [`${'<a>'.repeat(101)}${'</a>'.repeat(101)}`, 'too deep'],
    ['<a>'.repeat(1_000_000), 'too deep'],
  ])('refuses %.40j', (xml, message) => {
    expect(() => readXml(xml)).toThrow(message)
  })

  test('refuses a document that breaks off, wherever it does', () => {
    const whole = '<l a="b/"><r c="d"/><t>http://owls.example/<![CDATA[</t>]]></t><!-- / --><u><v/></u></l>'
    const taken = Array.from(whole, (_, length) => whole.slice(0, length)).filter((part) => {
      try {
        return readXml(part)
      } catch {
        return false
      }
    })

    expect(show(readXml(whole))).toBe('l(r() t(http://owls.example/</t>) u(v()))')
    expect(taken).toEqual([])
  })

  test('refuses more letters, and more elements, than any answer has', () => {
    expect(() => readXml(`<a>${' '.repeat(64 * 1024 * 1024)}</a>`)).toThrow('larger than 64 MiB')
    expect(() => readXml(`<a>${'<b/>'.repeat(1_000_000)}</a>`)).toThrow('more elements than any answer')
  })

  test('passes over a document type that only names itself, as old feeds have one', () => {
    const root = readXml(
      '<!DOCTYPE rss PUBLIC "-//Owls//DTD RSS 0.91//EN" "http://birds.example/rss.dtd"><rss><x/></rss>',
    )

    expect(show(root)).toBe('rss(x())')
  })

  test('does not take names of the language for attributes or elements of a document', () => {
    const root = readXml('<a><constructor>1</constructor><__proto__ x="1"/></a>')

    expect(readAttribute(root, 'toString')).toBeUndefined()
    expect(findChild(root, 'hasOwnProperty')).toBeUndefined()
  })
})

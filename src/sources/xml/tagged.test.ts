import { expect, test } from 'vitest'
import { readXml } from './read-xml.ts'
import { findTagged, listTagged, listTexts, toWholeText } from './tagged.ts'

test('what differs in its prefix alone is not the same element', () => {
  const item = readXml(
    '<item><media:title>a</media:title><title>b</title><title> </title><dc:title>c</dc:title></item>',
  )

  expect(listTagged(item, 'title').map(({ text }) => text)).toEqual(['b', ' '])
  expect(findTagged(item, 'dc:title', 'title')?.text).toBe('c')
  expect(findTagged(item, 'name')).toBeUndefined()
  expect(listTexts(item, 'title', 'media:title')).toEqual(['b', 'a'])
})

test('all text of an element comes in its order, whatever elements it stands in', () => {
  const title = readXml('<title>H<sub>2</sub>O <b>or <i>not</i></b>,<br/> &amp; <i/>so on</title>')

  expect(toWholeText(title)).toBe('H2O or not, & so on')
})

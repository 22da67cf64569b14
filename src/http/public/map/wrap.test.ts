import { expect, test } from 'vitest'
import { breakName, wrapText } from './wrap.ts'

const byLetters = (line: string): number => line.length

test.each([
  ['tidal owls of the north', 10, ['tidal owls', 'of the', 'north']],
  ['tidal owls', 10, ['tidal owls']],
  ['incomprehensibilities of owls', 10, ['incomprehensibilities', 'of owls']],
  ['', 10, ['']],
])('%j is broken between words', (text, width, lines) => {
  expect(wrapText(text, width, byLetters)).toEqual(lines)
})

test('a name is broken between its two parts', () => {
  expect([breakName('Diffusion, texture'), breakName('Diffusion models')]).toEqual([
    ['Diffusion,', 'texture'],
    ['Diffusion models'],
  ])
})

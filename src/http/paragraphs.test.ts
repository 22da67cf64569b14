import { describe, expect, test } from 'vitest'
import { splitParagraphs } from './paragraphs.ts'

describe('the paragraphs of an abstract', () => {
  test.each([
    ['one', ['one']],
    ['one\nstill one', ['one\nstill one']],
    ['one\n\ntwo\n \n\nthree', ['one', 'two', 'three']],
    ['  one goes\non\n  two\ngoes on', ['one goes\non', 'two\ngoes on']],
    ['one\n  all lines\n  are\n  indented', ['one\nall lines\nare\nindented']],
    ['a sum $x +\n\ny$ is whole', ['a sum $x +\ny$ is whole']],
    ['it costs \\$5\n\ntwo', ['it costs \\$5', 'two']],
    ['\\begin{align}\n\nx\\end{align}', ['\\begin{align}\nx\\end{align}']],
    ['one\r\n\r\ntwo', ['one', 'two']],
    [' \n ', []],
  ])('%j are %j', (text, paragraphs) => {
    expect(splitParagraphs(text)).toEqual(paragraphs)
  })
})

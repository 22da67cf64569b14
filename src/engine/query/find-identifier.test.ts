import { expect, test } from 'vitest'
import { findIdentifier } from './find-identifier.ts'

test.each([
  ['2401.01234', '2401.01234'],
  [' 2401.01234v2. ', '2401.01234'],
  ['arXiv:2401.01234v10 [cs.LG]', '2401.01234'],
  ['https://arxiv.org/abs/1706.03762v5', '1706.03762'],
  ['arxiv.org/pdf/0704.0002.pdf', '0704.0002'],
  ['see http://export.arxiv.org/abs/hep-th/9901001 there', 'hep-th/9901001'],
  ['math.GT/0309136', 'math.GT/0309136'],
  ['https://papers.example.org/papers/2401.01234?x=1', '2401.01234'],
  ['alphaxiv.org/abs/2401.01234', '2401.01234'],
  ['www.alphaxiv.org/overview/2401.01234v3', '2401.01234'],
  ['huggingface.co/papers/2401.01234', '2401.01234'],
  ['[2401.01234] On Owls', '2401.01234'],
  ['[hep-th/9901001v2] On Owls', 'hep-th/9901001'],
  ['see [2401.01234] there', undefined],
  ['owls [2401.01234]', undefined],
  ['https://doi.org/10.48550/arXiv.2401.01234', '2401.01234'],
  ['https://doi.org/10.1145/3292500.3330701', 'doi:10.1145/3292500.3330701'],
  ['doi:10.1000/ABC.', 'doi:10.1000/abc'],
  ['10.1000/abc', 'doi:10.1000/abc'],
  ['attention is all you need', undefined],
  ['from 2401.01234 to 5', undefined],
  ['2413.01234', undefined],
  ['2401.012345', undefined],
  ['arXiv:2401.012345', undefined],
  ['3.1', undefined],
  ['and/or', undefined],
  ['', undefined],
])('%j names %s', (text, identifier) => {
  expect(findIdentifier(text)).toBe(identifier)
})

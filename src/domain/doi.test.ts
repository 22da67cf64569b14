import { expect, test } from 'vitest'
import { normaliseDoi, toKeyOfDoi } from './doi.ts'

test.each([
  '10.1000/ABC',
  'doi:10.1000/abc',
  ' DOI: 10.1000/Abc ',
  'https://doi.org/10.1000/ABC',
  'http://dx.doi.org/10.1000/abc',
])('"%s" is one DOI, however it is written', (written) => {
  expect(normaliseDoi(written)).toBe('10.1000/abc')
})

test.each([
  ['10.1000/ABC', 'doi:10.1000/abc'],
  ['10.48550/arXiv.2604.00001', '2604.00001'],
  ['https://doi.org/10.48550/ARXIV.hep-th/9901001', 'hep-th/9901001'],
  ['10.48550/arXiv.none', 'doi:10.48550/arxiv.none'],
])('the DOI %s is of the work %s', (written, id) => {
  expect(toKeyOfDoi(written)).toBe(id)
})

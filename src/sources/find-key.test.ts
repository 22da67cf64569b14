import { expect, test } from 'vitest'
import { findKey } from './find-key.ts'

test.each([
  ['http://arxiv.org/abs/2604.01234v2', '2604.01234', 2],
  ['https://export.arxiv.org/pdf/hep-th/9901001', 'hep-th/9901001', undefined],
  ['oai:arXiv.org:2604.01234v1', '2604.01234', 1],
  ['https://huggingface.co/papers/2604.01234?ref=feed', '2604.01234', undefined],
  ['https://www.alphaxiv.org/overview/2604.01234v3/', '2604.01234', 3],
  ['https://doi.org/10.48550/arXiv.2604.01234', '2604.01234', undefined],
  ['https://doi.org/10.1000/Owl.1', 'doi:10.1000/owl.1', undefined],
  ['doi:10.1000/owl.1', 'doi:10.1000/owl.1', undefined],
  ['https://publisher.example/doi/full/10.1080/0123.2026.1?af=R', 'doi:10.1080/0123.2026.1', undefined],
  [
    'https://journals.example/article?id=10.1371/journal.powl.0000001&type=a',
    'doi:10.1371/journal.powl.0000001',
    undefined,
  ],
  ['https://www.frontiers.example/articles/10.3389/fowl.2026.1/full', 'doi:10.3389/fowl.2026.1', undefined],
  [
    'http://biorxiv.org/cgi/content/short/10.1101/2026.11.17.700001v1?rss=1',
    'doi:10.1101/2026.11.17.700001',
    undefined,
  ],
  ['https://www.medrxiv.org/content/10.1101/2026.11.17.700001v2.full-text', 'doi:10.1101/2026.11.17.700001', undefined],
  ['https://publisher.example/doi/10.1016%2Fj.owl.2026.1', 'doi:10.1016/j.owl.2026.1', undefined],
  ['10.1016/S0140-6736(26)00001-2', 'doi:10.1016/s0140-6736(26)00001-2', undefined],
  ['(10.1016/j.owl.2026.1).', 'doi:10.1016/j.owl.2026.1', undefined],
  ['https://example.org/10.1/2026', undefined, undefined],
  ['https://example.org/%E0%A4%A/x', undefined, undefined],
  ['https://github.com/owl/2604.01234', undefined, undefined],
])('findKey in %s is %s', (text, id, version) => {
  expect(findKey([text])).toEqual(id && { id, ...(version && { version }) })
})

test('an arXiv id counts before a DOI, wherever it stands', () => {
  expect(findKey(['10.1000/owl.1', 'https://arxiv.org/abs/2604.01234'])?.id).toBe('2604.01234')
})

import { describe, expect, test } from 'vitest'
import { toPastedId } from './pasted-id.ts'

describe('what people paste for a paper', () => {
  test.each([
    ['https://arxiv.org/abs/2401.01234v1', '2401.01234v1'],
    ['http:/arxiv.org/pdf/2401.01234.pdf', '2401.01234.pdf'],
    ['https:/www.arxiv.org/html/2401.01234v2/', '2401.01234v2'],
    ['export.arxiv.org/abs/hep-th/9901001', 'hep-th/9901001'],
    ['arxiv.org/pdf/2401.01234', '2401.01234'],
    ['ArXiv: 2401.01234', '2401.01234'],
    ['arXiv:hep-th/9901001v3', 'hep-th/9901001v3'],
    ['https://huggingface.co/papers/2401.01234', '2401.01234'],
    ['https://doi.org/10.48550/arXiv.2401.01234', 'doi:10.48550/arXiv.2401.01234'],
    ['dx.doi.org/10.1000/ABC(1)', 'doi:10.1000/ABC(1)'],
    ['doi: 10.1000/abc', 'doi:10.1000/abc'],
    ['10.1000/abc', 'doi:10.1000/abc'],
    [' 2401.01234/ ', '2401.01234'],
    ['title:0011223344556677', 'title:0011223344556677'],
    ['https://example.org/abs/2401.01234', 'https://example.org/abs/2401.01234'],
    ['/', '/'],
  ])('"%s" is "%s"', (pasted, id) => {
    expect(toPastedId(pasted)).toBe(id)
  })
})

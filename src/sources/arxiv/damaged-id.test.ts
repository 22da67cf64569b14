import { describe, expect, test } from 'vitest'
import type { Day } from '../../domain/time.ts'
import { mendArxivId } from './damaged-id.ts'

describe('mendArxivId', () => {
  test.each([
    ['704.0002', '2007-03-30', '0704.0002'],
    ['704.004', '2007-03-31', '0704.0040'],
    ['705.01', '2007-05-01', '0705.0100'],
    ['808.2', '2008-08-14', '0808.2000'],
    ['1412.02', '2014-12-01', '1412.0200'],
    ['1912.127', '2019-12-28', '1912.12700'],
    ['1912.1279600000003', '2019-12-29', '1912.12796'],
    ['1912.1271199999999', '2019-12-29', '1912.12712'],
    ['1502.0647199999999', '2013-12-08', '1502.06472'],
  ])('mends %s of %s to %s', (damaged, created, id) => {
    expect(mendArxivId(damaged, created as Day)).toBe(id)
  })

  test.each([
    ['1912.12796', '2020-01-02', 'it is older than its first version'],
    ['1912.127', '2018-01-01', 'it is two years younger'],
    ['1913.127', '2019-12-28', 'there is no such month'],
    ['1912.127123', '2019-12-28', 'the number is of no id'],
    ['12.127', '2019-12-28', 'it lacks a year'],
    ['neurips2024_1', '2019-12-28', 'it never was an arXiv id'],
  ])('leaves %s of %s, since %s', (damaged, created) => {
    expect(mendArxivId(damaged, created as Day)).toBeUndefined()
  })
})

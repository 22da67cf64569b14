import { expect, test } from 'vitest'
import { toNetworkReason } from './network-reason.ts'

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })

test('why a connection failed is told by the code of the system, wherever it stands', () => {
  expect(toNetworkReason(refused)).toBe('ECONNREFUSED')
  expect(toNetworkReason(new TypeError('fetch failed', { cause: refused }))).toBe('ECONNREFUSED')
  expect(toNetworkReason(new TypeError('fetch failed', { cause: new AggregateError([refused], '') }))).toBe(
    'ECONNREFUSED',
  )
  expect(toNetworkReason(Object.assign(new AggregateError([refused]), { code: 'ETIMEDOUT' }))).toBe('ECONNREFUSED')
})

test('without a code, its message tells', () => {
  expect(toNetworkReason(new Error('other side closed'))).toBe('other side closed')
  expect(toNetworkReason('gone')).toBe('gone')
  expect(toNetworkReason(null)).toBe('null')
})

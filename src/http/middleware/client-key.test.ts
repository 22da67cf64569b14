import { describe, expect, test } from 'vitest'
import { isLoopbackAddress, toClientKey } from './client-key.ts'

describe('toClientKey', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:12:3400::1', '2001:db8:12:3400'],
    ['2001:0DB8:0012:3400:ffff:ffff:ffff:ffff', '2001:db8:12:3400'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4'],
    ['1::4:5:6:7:8', '1:0:0:4'],
  ])('of %s is %s', (address, key) => {
    expect(toClientKey(address)).toBe(key)
  })
})

describe('isLoopbackAddress', () => {
  test.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
    expect(isLoopbackAddress(address)).toBe(true)
  })

  test.each(['', '10.0.0.1', '128.0.0.1', '::2', '2001:db8::127.0.0.1', '::ffff:10.127.0.1'])(
    '%s is not',
    (address) => {
      expect(isLoopbackAddress(address)).toBe(false)
    },
  )
})

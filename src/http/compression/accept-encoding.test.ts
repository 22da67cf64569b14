import { expect, test } from 'vitest'
import { chooseEncoding } from './accept-encoding.ts'

// Each follows from RFC 9110, section 12.5.3.
test.each([
  [undefined, undefined],
  ['', undefined],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['x-gzip', 'gzip'],
  ['BR', 'br'],
  ['deflate, zstd', undefined],
  ['identity', undefined],
  ['*', 'br'],
  ['br;q=0, *', 'gzip'],
  ['br;q=0, gzip;q=0, *', undefined],
  ['br;q=0.5, gzip;q=0.9', 'gzip'],
  ['br; q=0.5 , gzip ; q=0.5', 'br'],
  ['gzip;q=0.2, identity;q=0.5', undefined],
  ['gzip;q=0.5, identity;q=0', 'gzip'],
  ['gzip;q=0', undefined],
  ['gzip;q=x', undefined],
  ['br;q=1.5, gzip', 'gzip'],
])('of %j, %s is chosen', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding)
})

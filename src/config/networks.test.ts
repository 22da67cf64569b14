import { describe, expect, test } from 'vitest'
import { isNetworkList, parseNetworks } from './networks.ts'

describe('a list of networks', () => {
  test.each([
    ['', []],
    ['203.0.113.7', [{ address: '203.0.113.7', prefix: 32 }]],
    [
      ' 10.0.0.0/8,2001:db8::/32 ::1',
      [
        { address: '10.0.0.0', prefix: 8 },
        { address: '2001:db8::', prefix: 32 },
        { address: '::1', prefix: 128 },
      ],
    ],
    [
      'loopback',
      [
        { address: '127.0.0.0', prefix: 8 },
        { address: '::1', prefix: 128 },
      ],
    ],
  ])('%j is read', (text, networks) => {
    expect(isNetworkList(text)).toBe(true)
    expect(parseNetworks(text)).toEqual(networks)
  })

  test.each(['all', '10.0.0.0/33', '2001:db8::/129', '300.1.1.1', '10.0.0.0/', 'example.org', '10.0.0.1 oops'])(
    '%j is refused',
    (text) => {
      expect(isNetworkList(text)).toBe(false)
    },
  )

  test('private is what is never routed', () => {
    const prefixes = parseNetworks('private').map(({ address, prefix }) => `${address}/${prefix}`)

    expect(prefixes).toEqual(expect.arrayContaining(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']))
  })
})

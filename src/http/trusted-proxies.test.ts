import { describe, expect, test } from 'vitest'
import { trustProxies } from './trusted-proxies.ts'

const NETWORKS = [
  { address: '127.0.0.0', prefix: 8 },
  { address: '10.1.0.0', prefix: 16 },
  { address: '2001:db8:1::', prefix: 48 },
]

describe('the address of a client', () => {
  test.each([
    ['is the peer where it says nothing of others', '203.0.113.7', undefined, '203.0.113.7'],
    ['is the peer where it is no proxy of ours, whatever it says', '203.0.113.7', '192.0.2.1', '203.0.113.7'],
    ['is what a trusted proxy says', '127.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['is what a trusted proxy says over IPv6', '2001:db8:1::5', '2001:db8:2::9', '2001:db8:2::9'],
    ['is not what a client wrote before it reached the proxy', '127.0.0.1', '1.1.1.1, 192.0.2.1', '192.0.2.1'],
    ['is found behind several proxies of ours', '127.0.0.1', '1.1.1.1, 192.0.2.1, 10.1.2.3, 10.1.9.9', '192.0.2.1'],
    ['is the first proxy where all are ours', '127.0.0.1', '10.1.2.3, 10.1.9.9', '10.1.2.3'],
    ['ends at what is no address', '127.0.0.1', '192.0.2.1, unknown, 10.1.9.9', '10.1.9.9'],
    ['is the peer where the header is empty', '127.0.0.1', '', '127.0.0.1'],
    ['loses the port that some proxies add', '::ffff:127.0.0.1', '192.0.2.1:4711', '192.0.2.1'],
    ['loses brackets', '10.1.0.1', '[2001:db8:2::9]:4711', '2001:db8:2::9'],
    ['is an IPv4 address where IPv6 only wraps it', '10.1.0.1', '::ffff:192.0.2.1', '192.0.2.1'],
  ])('%s', (_promise, peer, forwarded, client) => {
    expect(trustProxies(NETWORKS).findClient(peer, forwarded)).toBe(client)
  })

  test('is always the peer where nobody is trusted', () => {
    const { findClient, isTrusted } = trustProxies([])

    expect(findClient('127.0.0.1', '192.0.2.1')).toBe('127.0.0.1')
    expect(isTrusted('127.0.0.1')).toBe(false)
  })
})

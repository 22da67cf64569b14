import { describe, expect, test } from 'vitest'
import { toPlaceKey } from './place-key.ts'

describe('places that limits count as one', () => {
  test.each([
    [
      'webhook',
      [
        'https://a.example/hook',
        'http://a.example/hook?x=1',
        'https://a.example./%68ook/',
        'https://a.example//hook?y',
        'https://a.example:443/hook',
      ],
    ],
    ['ntfy', ['https://ntfy.sh/papers', 'https://a:b@ntfy.sh/papers', 'https://:tk_1@ntfy.sh/papers']],
    ['discord', ['https://discord.com/api/webhooks/1/t', 'https://discord.com/api/webhooks/1/t?thread_id=2']],
    ['telegram', ['-1001', '-1001/42', '-1001/43']],
  ] as const)('%s: %j', (channel, addresses) => {
    expect(new Set(addresses.map((address) => toPlaceKey(channel, address))).size).toBe(1)
  })

  test.each([
    ['webhook', 'https://a.example/hook', 'https://a.example/Hook'],
    ['webhook', 'https://a.example/hook', 'https://a.example:8443/hook'],
    ['matrix', '!AbC:example.org', '!abc:example.org'],
    ['telegram', '-1001', '-1002'],
  ] as const)('%s: %s is another than %s', (channel, one, other) => {
    expect(toPlaceKey(channel, one)).not.toBe(toPlaceKey(channel, other))
  })
})

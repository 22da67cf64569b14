import { expect, test } from 'vitest'
import { CHANNELS } from '../domain/subscription.ts'
import { listChannels, parseChannelAddress } from './list-channels.ts'

const SERVICES = {
  telegram: { url: 'https://api.telegram.org', token: undefined },
  matrix: { url: undefined, token: undefined },
  networks: [],
}
const OTHERS = CHANNELS.filter((name) => name !== 'mail')

test('every channel but mail is there once, whatever is set', () => {
  const channels = listChannels({ services: SERVICES, secret: 's', userAgent: 'a test', clock: () => 0 })

  expect(channels.map(({ name }) => name).sort()).toEqual([...OTHERS].sort())
})

test.each(OTHERS)('an address that is none is refused by %s with what would do, and is not repeated', (channel) => {
  expect(() => parseChannelAddress(channel, 'some-secret-thing')).toThrow(/For |URL/)
  expect(() => parseChannelAddress(channel, 'some-secret-thing')).not.toThrow('some-secret-thing')
})

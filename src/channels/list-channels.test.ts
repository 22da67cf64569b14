import { expect, test } from 'vitest'
import { CHANNELS } from '../domain/subscription.ts'
import { listChannels, parseChannelAddress, refuseLostPlace } from './list-channels.ts'

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

test('of all places a file alone can be seen to be missing', async () => {
  await expect(refuseLostPlace({ channel: 'file', address: '/nowhere-at-all/{day}.md' })).rejects.toThrow(
    'There is no folder /nowhere-at-all: make it first.',
  )
  await refuseLostPlace({ channel: 'webhook', address: 'https://example.org/nowhere-at-all' })
})

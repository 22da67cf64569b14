import { expect, test } from 'vitest'
import { showAddress, showToReaders } from './shown-address.ts'

test.each([
  ['mail', 'ann@example.org', 'a…@e…'],
  ['slack', 'https://hooks.slack.com/services/T0001/B0002/xyzXYZ123', 'hooks.slack.com/…Z123'],
  ['ntfy', 'https://:tk_secret@ntfy.sh/papers', 'ntfy.sh/…'],
  ['webhook', 'https://example.org/', 'example.org/…'],
  ['teams', 'https://prod.logic.azure.com/workflows/1?sig=abcdefghijkl', 'prod.logic.azure.com/…ijkl'],
  ['telegram', '-1001234567890/42', '-1001234567890/42'],
  ['matrix', '!AbC:example.org', '!AbC:example.org'],
  ['file', '/srv/papers-{day}.md', '/srv/papers-{day}.md'],
] as const)('of %s, %s is shown as %s', (channel, address, shown) => {
  expect(showAddress({ channel, address })).toBe(shown)
})

test('readers see a mailbox whole, and of a webhook no more than a list shows', () => {
  const address = 'https://hooks.slack.com/services/T0001/B0002/xyzXYZ123'

  expect(showToReaders({ channel: 'mail', address: 'ann@example.org' })).toBe('ann@example.org')
  expect(showToReaders({ channel: 'slack', address })).toBe('hooks.slack.com/…Z123')
})

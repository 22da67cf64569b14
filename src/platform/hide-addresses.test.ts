import { expect, test } from 'vitest'
import { hideAddresses } from './hide-addresses.ts'

test.each([
  ['550 5.1.1 <ada@reader.example>: no such user', '550 5.1.1 <a…@r…>: no such user'],
  ['rfc822;ada.b+c@reader.example.', 'rfc822;a…@r…'],
  ['ada@reader.example (bo@x.example)\r\n go away', 'a…@r… (b…@x…) go away'],
  ['550 \u001b]0;mine\u0007\u001b[2J no\u0000 such user', '550 ]0;mine[2J no such user'],
  ['Try at 10:00 @ noon', 'Try at 10:00 @ noon'],
])('%j is told as %j', (said, told) => {
  expect(hideAddresses(said)).toBe(told)
})

test.each(['a@', 'a', 'ab ', 'ada@reader.example,'])('however often a server says %j, little of it is told', (said) => {
  const told = hideAddresses(said.repeat(500_000))

  expect(told.length).toBeLessThanOrEqual(300)
  expect(told).not.toContain('ada')
})

test('an address that is cut in two is not told by half', () => {
  expect(hideAddresses(`${'b@c '.repeat(999)}ada.lovelace@reader.example`)).not.toContain('ada')
})

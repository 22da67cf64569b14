import { expect, test } from 'vitest'
import { hideAddresses } from './hide-addresses.ts'

test.each([
  ['550 5.1.1 <ada@reader.example>: no such user', '550 5.1.1 <a…@r…>: no such user'],
  ['rfc822;ada.b+c@reader.example.', 'rfc822;a…@r…'],
  ['ada@reader.example (bo@x.example)\r\n go away', 'a…@r… (b…@x…) go away'],
  ['Try at 10:00 @ noon', 'Try at 10:00 @ noon'],
])('%j is told as %j', (said, told) => {
  expect(hideAddresses(said)).toBe(told)
})

test('however much another server says, little of it is told, and quickly', () => {
  expect(hideAddresses('a@'.repeat(500_000))).toHaveLength(300)
})

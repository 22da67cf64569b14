import { expect, test } from 'vitest'
import { isLoopback } from './loopback.ts'

test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])('%s is this machine alone', (host) => {
  expect(isLoopback(host)).toBe(true)
})

test.each(['0.0.0.0', '::', '192.0.2.1', 'localhost.example.org', '127.example.org', '[::1', ''])(
  '"%s" is more than this machine',
  (host) => {
    expect(isLoopback(host)).toBe(false)
  },
)

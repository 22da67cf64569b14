import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toUserAgent } from './user-agent.ts'

test.each([
  ['op@example.org', 'Broadsheet/1.2.3 (+mailto:op@example.org)'],
  ['https://papers.example.org/about', 'Broadsheet/1.2.3 (+https://papers.example.org/about)'],
  ['op@example.org)\r\nX-Evil: 1', 'Broadsheet/1.2.3 (+mailto:op@example.orgX-Evil:1)'],
  [undefined, 'Broadsheet/1.2.3 (a self-hosted reader of papers; no contact given)'],
])('%s', (contact, agent) => {
  expect(toUserAgent(contact, '1.2.3')).toBe(agent)
})

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

  expect(toUserAgent('op@example.org')).toContain(`Broadsheet/${version} `)
})

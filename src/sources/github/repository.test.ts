import { expect, test } from 'vitest'
import { findRepository } from './repository.ts'

test.each([
  'https://github.com/tidal/slack',
  'http://www.github.com/tidal/slack/',
  'https://GitHub.com/tidal/slack.git',
  'github.com/tidal/slack',
  'git@github.com:tidal/slack.git',
  'git+https://github.com/tidal/slack',
  'https://github.com/tidal/slack/tree/main/code',
  'https://github.com/tidal/slack#readme',
  ' https://github.com/tidal/slack?tab=readme-ov-file ',
])('%s leads to a repository', (address) => {
  expect(findRepository(address)).toEqual({ owner: 'tidal', name: 'slack' })
})

test.each([
  ['another host', 'https://git.example.org/tidal/slack'],
  ['a host that ends alike', 'https://notgithub.com/tidal/slack'],
  ['a host within a path', 'https://example.org/github.com/tidal/slack'],
  ['a page of a person', 'https://github.com/tidal'],
  ['a list of an organisation', 'https://github.com/orgs/tidal/repositories'],
  ['a subject', 'https://github.com/topics/tides'],
  ['a way out of the path', 'https://github.com/tidal/..'],
  ['an owner that GitHub would not take', 'https://github.com/-tidal/slack'],
  ['a name with a space', 'https://github.com/tidal/slack water'],
  ['nothing', ''],
])('%s is none', (_name, address) => {
  expect(findRepository(address)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { createFeedTopics } from './topics.ts'

const remake = () => Promise.resolve('')

test('a feed that nobody read twice makes room for the next', () => {
  const topics = createFeedTopics(2)

  for (const path of ['/a', '/b', '/c']) topics.note(path, remake)

  expect(topics.list().map(({ path }) => path)).toEqual(['/b', '/c'])
})

test('feeds that are read stay, however many others are asked for once', () => {
  const topics = createFeedTopics(3)
  for (const path of ['/atom', '/rss', '/atom', '/rss']) for (let time = 0; time < 3; time++) topics.note(path, remake)

  for (let votes = 1; votes <= 200; votes++) topics.note(`/atom?votes=${votes}`, remake)

  expect(topics.list().map(({ path }) => path)).toEqual(['/atom', '/rss', '/atom?votes=200'])
})

test('feeds that were read long ago give way in the end', () => {
  const topics = createFeedTopics(1)
  for (let time = 0; time < 8; time++) topics.note('/old', remake)

  for (let time = 0; time < 5; time++) topics.note('/new', remake)

  expect(topics.list().map(({ path }) => path)).toEqual(['/new'])
})

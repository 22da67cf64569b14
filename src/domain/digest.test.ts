import { expect, test } from 'vitest'
import { groupByTopic } from './digest.ts'

test('papers stand under their topics in the order of the digest', () => {
  const papers = ['a:Owls', 'b:Owls', 'c:Tides', 'd:Owls'].map((text) => {
    const [id = '', topic = ''] = text.split(':')
    return { id, topic }
  })

  const groups = groupByTopic(papers)

  expect(groups.map(({ topic, papers: grouped }) => [topic, ...grouped.map(({ id }) => id)])).toEqual([
    ['Owls', 'a', 'b'],
    ['Tides', 'c'],
    ['Owls', 'd'],
  ])
})

import { expect, test } from 'vitest'
import { findGap, findHostGroup, HOST_GROUPS, toHostGroups } from './host-groups.ts'

test.each([
  ['https://oaipmh.arxiv.org/oai', 'arxiv', 3000],
  ['https://export.arxiv.org/api/query', 'arxiv', 3000],
  ['http://rss.arxiv.org:8080/rss', 'arxiv', 3000],
  ['https://arxiv.org/', 'arxiv', 3000],
  ['https://notarxiv.org/', 'notarxiv.org', 1000],
  ['https://arxiv.org.example/', 'arxiv.org.example', 1000],
  ['https://api.medrxiv.org/details', 'biorxiv', 1000],
  ['http://127.0.0.1:4000/feed', '127.0.0.1:4000', 1000],
])('%s is asked as %s', (address, name, gapMs) => {
  expect(findHostGroup(HOST_GROUPS, new URL(address))).toMatchObject({ name, gapMs })
})

test('the gap of a group is found by its name, of hosts without a group too', () => {
  expect(['arxiv', 'openalex', 'owls.example'].map((name) => findGap(HOST_GROUPS, name))).toEqual([3000, 200, 1000])
})

test('mirrors keep the gap of what they mirror; of one machine each port is its own', () => {
  const groups = toHostGroups({
    arxiv: ['http://localhost:4001/oai', 'https://mirror.example'],
    huggingface: ['http://localhost:4002'],
  })

  const names = [
    'http://localhost:4001/rss',
    'https://mirror.example/x',
    'http://localhost:4002/',
    'http://localhost:4003/',
  ]

  expect(names.map((address) => findHostGroup(groups, new URL(address)).name)).toEqual([
    ...['arxiv', 'arxiv', 'huggingface', 'localhost:4003'],
  ])
})

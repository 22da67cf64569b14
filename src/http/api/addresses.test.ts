import { expect, test } from 'vitest'
import { aFeatured } from '../../../test/support/builders.ts'
import type { Account, Paper } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { toDailyPaper } from './daily-paper.ts'

const BASE_URL = 'https://papers.example.org'
const DAY = '2026-04-01' as Day

/** A paper every address of which is the same. */
function linkingTo(url: string): Paper {
  const account: Account = { handle: 'ada', avatarUrl: url }
  return aFeatured({
    counts: { stars: { untimed: 3 } },
    fields: {
      title: 'On links',
      projectPage: url,
      githubRepo: url,
      mediaUrls: [url, 'https://a.example/film.mp4'],
      thumbnailUrl: url,
      organization: { handle: 'lab', avatarUrl: url },
      dailyAuthors: [{ externalId: '0'.repeat(24), name: 'Ada', account, hidden: false }],
    },
    entries: [{ day: DAY, submitter: account }],
  })
}

test.each(['javascript:alert(1)', 'data:text/html,x', 'https://arxiv.org@evil.example/', 'ftp://a.example/'])(
  'the wire format hands on no address such as %s',
  (url) => {
    const paper = linkingTo(url)

    const item = toDailyPaper(paper, paper.entries[0], BASE_URL)

    expect(JSON.stringify(item)).not.toContain(url)
    expect(item.mediaUrls).toEqual(['https://a.example/film.mp4'])
    expect(item.thumbnail).toMatch(/^https:\/\/papers\.example\.org\/papers\//)
    expect(item.submittedBy.avatarUrl).toBe(`${BASE_URL}/icon.svg`)
    expect(item.paper).not.toHaveProperty('projectPage')
    expect(item.paper).not.toHaveProperty('githubRepo')
    expect(item.paper).not.toHaveProperty('githubStars')
    expect(item.organization).toEqual(expect.not.objectContaining({ avatar: expect.anything() as unknown }))
  },
)

test('the wire format hands on addresses of the web as they came', () => {
  const url = 'https://a.example/x'
  const paper = linkingTo(url)

  const item = toDailyPaper(paper, paper.entries[0], BASE_URL)

  expect(item).toMatchObject({ thumbnail: url, mediaUrls: [url, 'https://a.example/film.mp4'] })
  expect(item.paper).toMatchObject({ projectPage: url, githubRepo: url, githubStars: 3 })
  expect(item.submittedBy.avatarUrl).toBe(url)
  expect(item.organization?.avatar).toBe(url)
})

import { describe, expect, test } from 'vitest'
import { aFeatured, aPaper } from '../../../test/support/builders.ts'
import type { EditionEntry, PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { toDailyPaper } from './daily-paper.ts'

const BASE = 'https://broadsheet.example'
const day = (text: string) => text as Day

describe('toDailyPaper', () => {
  test('derives every required key that no source told', () => {
    const paper = aPaper({ fields: { authors: ['Ada Kestrel'], announcedDay: day('2026-04-02') } })

    const item = toDailyPaper(paper, undefined, BASE)

    // Digits by `printf %s TEXT | sha256sum`.
    const account = {
      _id: '809fa98bd7f1d0917f825028',
      avatarUrl: `${BASE}/icon.svg`,
      isPro: false,
      fullname: 'Broadsheet',
      user: 'broadsheet',
      type: 'user',
      name: 'broadsheet',
    }
    const { user: _, ...nameless } = account
    expect(item).toEqual({
      paper: {
        id: '2604.00001',
        authors: [{ _id: '6af158e8fee37f0fd9aed956', name: 'Ada Kestrel', hidden: false }],
        publishedAt: '2026-04-02T00:00:00.000Z',
        submittedOnDailyAt: '2026-04-02T00:00:00.000Z',
        title: 'On the patience of long and quiet proofs',
        submittedOnDailyBy: account,
        summary: 'We wait.',
        upvotes: 0,
        discussionId: '71efbb6bde3c8aa18548e7d9',
      },
      publishedAt: '2026-04-01T20:00:00.000Z',
      title: 'On the patience of long and quiet proofs',
      summary: 'We wait.',
      thumbnail: `${BASE}/papers/2604.00001/thumbnail.png`,
      numComments: 0,
      submittedBy: { ...nameless, isHf: false, isHfAdmin: false, isMod: false, isUserFollowing: false },
      isAuthorParticipating: false,
    })
  })

  test.each([
    ['hep-th/9901001', '1999-01-01T00:00:00.000Z', '1998-12-31T19:00:00.000Z'],
    ['2607.00001', '2026-07-01T00:00:00.000Z', '2026-06-30T20:00:00.000Z'],
  ])('takes the month of the id for %s where no date is known, in New York’s wall time above', (id, utc, wall) => {
    const item = toDailyPaper(aPaper({ id: id as PaperId }), undefined, BASE)

    expect([item.paper.publishedAt, item.publishedAt]).toEqual([utc, wall])
    expect(item.paper).not.toHaveProperty('submittedOnDailyAt')
  })

  test('says nothing with null: what is unknown is absent', () => {
    const bare = toDailyPaper(aPaper({ fields: { abstract: undefined } as object }), undefined, BASE)

    expect(JSON.stringify(bare)).not.toContain('null')
    expect(bare.summary).toBe('')
  })

  test('shows in an older edition the links, votes and claims of then, and in the last one those of now', () => {
    const early: EditionEntry = { day: day('2026-04-10'), printed: { projectPage: 'https://old.example', votes: 2 } }
    const late: EditionEntry = { day: day('2026-04-16'), printed: { githubRepo: 'https://code.example/x', votes: 40 } }
    const claim = { status: 'claimed_verified', statusChangedAt: Date.UTC(2026, 3, 15), account: { handle: 'ada' } }
    const paper = aFeatured({
      votes: 42,
      entries: [early, late],
      fields: {
        projectPage: 'https://new.example',
        dailyAuthors: [{ externalId: 'a'.repeat(24), name: 'Ada', hidden: false, ...claim }],
      },
    })

    const [then, now] = [early, late].map((entry) => toDailyPaper(paper, entry, BASE).paper)

    expect(then).toMatchObject({ upvotes: 2, projectPage: 'https://old.example' })
    expect(then?.authors[0]).toEqual({ _id: 'a'.repeat(24), name: 'Ada', hidden: false })
    expect(now).toMatchObject({ upvotes: 42, githubRepo: 'https://code.example/x' })
    expect(now).not.toHaveProperty('projectPage')
    expect(now?.authors[0]).toMatchObject({ status: 'claimed_verified', user: { user: 'ada', name: 'ada' } })
  })

  test('shows a paper of one edition as it is known now', () => {
    const entry: EditionEntry = { day: day('2026-04-10'), printed: { projectPage: 'https://old.example', votes: 2 } }
    const paper = aFeatured({ votes: 42, entries: [entry], fields: { projectPage: 'https://new.example' } })

    expect(toDailyPaper(paper, entry, BASE).paper).toMatchObject({ upvotes: 42, projectPage: 'https://new.example' })
  })
})

import { expect, test } from 'vitest'
import { aPaper } from '../../test/support/builders.ts'
import { aContext } from '../../test/support/harvest-context.ts'
import type { AskUpstream } from '../domain/ports.ts'
import { createBiorxivSource } from './biorxiv/source.ts'
import { createOpenreviewSource } from './openreview/source.ts'
import { refuseOverlong } from './refuse-overlong.ts'

test.each([
  [{ title: 'a'.repeat(2001) }, 'its title has 2,001 letters, and may have 2,000'],
  [{ abstract: 'a'.repeat(50_001) }, 'its abstract has 50,001 letters, and may have 50,000'],
  [{ authors: ['Owl', 'a'.repeat(1001)] }, 'its name of one author has 1,001 letters, and may have 1,000'],
  [{ authors: Array<string>(20_001).fill('Owl') }, 'it has 20,001 authors, and may have 20,000'],
])('a paper with more than any has is a fault that says so', (fields, reason) => {
  const refused = refuseOverlong({ paper: aPaper({ fields }) })

  expect(refused).toEqual({ fault: { position: '2604.00001', reason } })
})

test('a paper with as much as one may have is kept', () => {
  const authors = Array<string>(20_000).fill('a'.repeat(1000))
  const item = { paper: aPaper({ fields: { title: 'a'.repeat(2000), abstract: 'a'.repeat(50_000), authors } }) }

  expect(refuseOverlong(item)).toBe(item)
})

const TITLE = 'Owls '.repeat(1000)

function answering(answer: object): AskUpstream {
  const bytes = Buffer.from(JSON.stringify(answer))
  return () => Promise.resolve({ status: 200, bytes, type: '', at: 0, validator: {}, url: 'https://api.example' })
}

test('bioRxiv and OpenReview hand over no paper that is longer than any', async () => {
  const version = { doi: '10.1101/2026.11.17.1', date: '2026-11-18', version: '1', title: TITLE }
  const preprints = createBiorxivSource({
    ...{ ask: answering({ messages: [{ status: 'ok' }], collection: [version] }), server: 'biorxiv' },
    ...{ address: 'https://api.example', categories: [] },
  })
  const submissions = createOpenreviewSource({
    ...{
      ask: answering({ notes: [{ id: 'a', content: { title: TITLE } }], count: 1 }),
      address: 'https://api.example',
    },
    venues: [],
  })

  const answers = await Promise.all([
    preprints.harvest('posted 2026-11-18 to 2026-11-20', undefined, aContext()),
    submissions.harvest('ICLR.cc/2027/Conference on 2026-11-20', undefined, aContext()),
  ])

  expect(answers.map(({ items }) => items.map((item) => 'fault' in item))).toEqual([[true], [true]])
})

import { expect, test } from 'vitest'
import { aDigestPaper, anOutgoing, manyPapers } from '../../test/support/channels/a-digest.ts'
import type { Digest } from '../domain/digest.ts'
import type { Day } from '../domain/time.ts'
import { toHeading, toOpening, toPaperLines } from './wording.ts'

const FRIDAY_BEFORE = { from: '2026-11-14' as Day }

function aTold(digest: Partial<Digest>, span: 'day' | 'week') {
  const message = anOutgoing('slack', 'https://x.example', digest)
  const { subscription } = message
  return { ...message, subscription: { ...subscription, rhythm: { ...subscription.rhythm, span } } }
}

test.each<[Partial<Digest>, 'day' | 'week', string, string]>([
  [{}, 'day', '20 November 2026', 'Two papers of 143.'],
  [{ considered: 1 }, 'day', '20 November 2026', 'Two papers.'],
  // On Mondays a digest of working days holds what came since Friday.
  [{ ...FRIDAY_BEFORE, papers: manyPapers(1) }, 'day', '20 November 2026', 'One paper of 143.'],
  [{ ...FRIDAY_BEFORE, papers: manyPapers(13) }, 'week', '14 to 20 November 2026', '13 papers of 143.'],
  [
    { ...FRIDAY_BEFORE, isCatchUp: true },
    'day',
    '14 to 20 November 2026',
    'Two papers of 143. It covers several days, since some were missed.',
  ],
  [{ papers: [] }, 'day', '20 November 2026', 'Nothing worth your time today. None of 143 papers was chosen.'],
  [
    { ...FRIDAY_BEFORE, papers: [], considered: 0 },
    'week',
    '14 to 20 November 2026',
    'Nothing worth your time this week. No new paper came.',
  ],
  [
    { ...FRIDAY_BEFORE, papers: [], considered: 1, isCatchUp: true },
    'day',
    '14 to 20 November 2026',
    'Nothing worth your time from 14 to 20 November. None of 1 paper was chosen.',
  ],
])('%o of a %s is headed "%s" and begins with "%s"', (digest, span, days, opening) => {
  const told = aTold(digest, span)

  expect(toHeading(told)).toBe(`Papers on “forgetting”, ${days}`)
  expect(toOpening(told)).toBe(opening)
})

test('where there is less room, what a model wrote goes first, and nothing that the authors wrote for its sake', () => {
  const paper = aDigestPaper(1, { summary: 'Kurz gesagt.' })

  const [all, own, text] = (['all', 'own', 'text'] as const).map((detail) => toPaperLines(paper, detail))

  expect(all).toMatchObject({ summary: 'By a language model: Kurz gesagt.', gist: paper.sentences[0] })
  expect(own).toEqual({ ...all, summary: '' })
  expect(text).toEqual({ ...own, hasChoices: false })
})

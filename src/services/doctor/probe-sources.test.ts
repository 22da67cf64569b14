import { expect, test } from 'vitest'
import type { Harvest, HarvestContext, PaperSource } from '../../domain/harvest.ts'
import { type Day, HOUR_MS } from '../../domain/time.ts'
import { RestError, UpstreamError } from '../../domain/upstream-error.ts'
import { aPaper } from '../../../test/support/builders.ts'
import { diagnose } from './check.ts'
import { listProbes } from './probe-sources.ts'

// Saturday 21 November 2026, noon in New York: the newest announced day is Friday the 20th.
const NOW = Date.parse('2026-11-21T17:00:00Z')
const NOTHING: Harvest = { items: [] }

function aSource(answers: Record<string, Harvest | Error>, wish: Partial<PaperSource> = {}): PaperSource {
  return {
    ...{ name: 'arxiv', title: 'arXiv', terms: 'None.', addresses: ['https://a.example'], slots: [] },
    harvest(key) {
      const answer = answers[key] ?? new Error(`nobody answers ${key}`)
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    ...wish,
  }
}

const task = (key: string) => ({ key, subject: key })
const slot = (key: string) => ({ pattern: '0 0 * * *', zone: 'UTC', spreadMs: 0, plan: () => [task(key)] })

async function find(source: PaperSource, stop?: number) {
  const findStop = () => Promise.resolve(stop)
  const probing = { clock: () => NOW, findStop, signal: new AbortController().signal }
  return Array.fromAsync(diagnose(listProbes([source], probing)))
}

test('every way of asking a source is tried once, for the newest day that was announced', async () => {
  const announces = {
    dueAt: (day: Day) => (day <= '2026-11-20' ? NOW - 1 : undefined),
    planDay: (day: Day) => task(`announced ${day}`),
    planPapers: (ids: readonly string[], attempt: number) => [task(`${attempt === 0 ? 'one by one' : 'api'} ${ids}`)],
  }
  const papers = [{ paper: aPaper({}) }, { fault: { position: 'record 2', reason: 'it has no title' } }]
  const source = aSource(
    {
      newest: { items: papers },
      'announced 2026-11-20': {
        ...{ items: [], announced: { day: '2026-11-20' as Day, papers: [{ id: aPaper({}).id, kind: 'new' }] } },
      },
      'one by one 1706.03762': { items: papers.slice(0, 1) },
      'api 1706.03762': NOTHING,
      changed: NOTHING,
    },
    {
      announces,
      slots: [slot('newest again'), slot('changed'), slot('changed too')],
      planStart: () => [task('newest'), task('older')],
    },
  )

  const found = await find(source)

  expect(found.map(({ outcome, says }) => `${outcome}: ${says}`)).toEqual([
    'warning: arXiv, newest: 1 paper in 0.0 s. 1 could not be read, such as record 2: it has no title.',
    'ok: arXiv, announced 2026-11-20: 1 paper announced for 2026-11-20 in 0.0 s.',
    'ok: arXiv, one by one 1706.03762: 1 paper in 0.0 s.',
    'ok: arXiv, api 1706.03762: nothing in 0.0 s.',
    'ok: arXiv, changed: nothing in 0.0 s.',
  ])
})

test('a source of counts is asked about a paper that everybody knows', async () => {
  let subjects: unknown
  const harvest = async (_key: string, _resume: string | undefined, context: HarvestContext): Promise<Harvest> => {
    subjects = await context.listSubjects({ of: 'repositories', days: 1, limit: 10 })
    return NOTHING
  }

  const [found] = await find(aSource({}, { name: 'github', slots: [slot('stars')], harvest }))

  expect(found).toMatchObject({ check: 'github', outcome: 'ok' })
  expect(subjects).toMatchObject([{ id: '1706.03762', githubRepo: expect.stringMatching(/^https:\/\/github\.com\//) }])
})

test.each([
  [new UpstreamError('busy', 'a.example asks to be left alone'), 'warning', 'Wait'],
  [new UpstreamError('silent', 'a.example does not answer'), 'failure', 'reaches https://a.example'],
  [new UpstreamError('broken', 'a.example answered with a page'), 'failure', 'If it lasts, report it'],
  [new UpstreamError('refused', 'a.example refused'), 'failure', 'docs/sources.md'],
  [new TypeError('x is not a function'), 'failure', 'fault of the program'],
])('%s is a %s, with what to do', async (error, outcome, mend) => {
  const [found] = await find(aSource({ now: error }, { slots: [slot('now')] }))

  expect(found).toMatchObject({ outcome, says: expect.stringContaining(error.message) })
  expect(found?.mend).toContain(mend)
})

test.each([
  ['asked to be left alone until 2026-11-21 18:00 UTC', NOW + HOUR_MS, {}],
  ['is left alone until 2026-11-21 18:00 UTC: it is known to fail', undefined, { restsUntil: () => NOW + HOUR_MS }],
])('a source that %s is not asked', async (says, stop, wish) => {
  let asked = 0
  const harvest = () => Promise.resolve({ items: [], count: asked++ })

  const [found] = await find(aSource({}, { slots: [slot('now')], harvest, ...wish }), stop)

  expect(found).toMatchObject({
    outcome: 'skipped',
    says: expect.stringContaining(`arXiv, now: not asked, since it ${says}`),
  })
  expect(asked).toBe(0)
})

test('a source that asks to be left alone is not asked by another of its ways', async () => {
  const busy = new UpstreamError('busy', 'a.example asks to be left alone')

  const found = await find(aSource({ one: NOTHING, two: busy }, { slots: [slot('one'), slot('two')] }))

  expect(found.map(({ outcome }) => outcome)).toEqual(['warning', 'skipped'])
  expect(found[1]?.says).toContain('since it has just asked to be left alone')
})

test('a source whose rest begins while its turn is waited for is nobody to worry about', async () => {
  const resting = new RestError('a.example is asked for nothing until 00:31.', NOW + HOUR_MS)

  const [found] = await find(aSource({ now: resting }, { slots: [slot('now')] }))

  expect(found).toMatchObject({ outcome: 'skipped', says: 'arXiv, now: a.example is asked for nothing until 00:31.' })
})

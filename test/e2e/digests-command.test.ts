import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DigestId } from '../../src/domain/digest.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { subscribe } from '../support/a-subscriber.ts'
import { anOutgoingDigest } from '../support/an-outgoing-digest.ts'
import { type Ended, runProgram } from '../support/program.ts'
import { DUE, keepDigests } from '../support/some-deliveries.ts'

const HOOK = 'https://hooks.slack.com/services/T0001/B0002/xyzXYZ123'
const MESSAGES = [1, 2, 3, 4].map((number) =>
  anOutgoingDigest({ number, dueAt: DUE, ...(number === 3 && { recipient: { channel: 'slack', address: HOOK } }) }),
)
const [SENT, FAILED, UNKNOWN, WAITING] = MESSAGES.map(({ digest }) => digest.id) as [
  DigestId,
  DigestId,
  DigestId,
  DigestId,
]
const NOTHING_TRIED = { attempts: 0, first_at: null, handed_over_at: null, ended_at: null, trouble: null }

/** Each of them in another state, as if a server had tried to send them from a minute past six on. */
async function setStates(db: Db): Promise<void> {
  const [first, second, third, fourth] = [1, 7, 8, 9].map((minutes) => DUE + minutes * 60_000)
  const ended = { next_at: null, first_at: first }
  const states: [DigestId, Record<string, unknown>][] = [
    [SENT, { ...ended, state: 'sent', attempts: 1, handed_over_at: second, ended_at: second }],
    [FAILED, { ...ended, state: 'failed', attempts: 2, ended_at: third, trouble: 'No such user.' }],
    [
      UNKNOWN,
      {
        ...ended,
        state: 'unknown',
        attempts: 1,
        handed_over_at: third,
        ended_at: fourth,
        trouble: 'It may have arrived.',
      },
    ],
    [WAITING, { state: 'waiting', attempts: 1, first_at: first, next_at: second, trouble: 'Come back later.' }],
  ]
  for (const [id, state] of states) {
    await db
      .updateTable('delivery')
      .set({ ...NOTHING_TRIED, ...state })
      .where('digest_id', '=', id)
      .execute()
  }
}

describe('broadsheet digests', () => {
  let folder = ''
  let db: Db
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
    db = openDatabase(`sqlite:${join(folder, 'broadsheet.db')}`)
    await migrateToLatest(db)
    await keepDigests(db, MESSAGES)
    await setStates(db)
  })
  afterAll(async () => {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = (...words: string[]): Promise<Ended> => runProgram(['digests', ...words], { BROADSHEET_DATA: folder })
  const readState = async (id: DigestId) =>
    db.selectFrom('delivery').select(['state', 'attempts']).where('digest_id', '=', id).executeTakeFirst()

  test('list tells what became of each, the open ones first and then the newest, and shows no address whole', async () => {
    const all = await run('list')
    const json = await run('list', '--json', '--state=failed,unknown', '--size=1')

    const lines = all.out.trimEnd().split('\n')
    expect(all).toMatchObject({ status: 0, err: '' })
    expect(lines[0]).toMatch(/^DIGEST +STATE +DUE +WHERE, WHAT HAPPENED$/)
    expect(lines[1]).toBe(
      `${WAITING}  waiting  2026-11-20 06:00 UTC  mail r…@r…, 1 try, again at 2026-11-20 06:07 UTC: Come back later.`,
    )
    expect(lines.slice(2)).toEqual([
      `${UNKNOWN}  unknown  2026-11-20 06:00 UTC  slack hooks.slack.com/…Z123: It may have arrived.`,
      `${FAILED}  failed   2026-11-20 06:00 UTC  mail r…@r…, 2 tries: No such user.`,
      `${SENT}  sent     2026-11-20 06:00 UTC  mail r…@r…`,
    ])
    expect(JSON.parse(json.out)).toEqual({
      ...{ id: UNKNOWN, state: 'unknown', dueAt: '2026-11-20T06:00:00.000Z', channel: 'slack', attempts: 1 },
      ...{ where: 'hooks.slack.com/…Z123', nextAt: null, trouble: 'It may have arrived.' },
      ...{ handedOverAt: '2026-11-20T06:08:00.000Z', endedAt: '2026-11-20T06:09:00.000Z' },
    })
    expect(`${all.out}${json.out}`).not.toContain('xyzXYZ123')
  })

  test('show tells what a digest holds and how it stands with it', async () => {
    const shown = await run('show', FAILED)
    const json = await run('show', FAILED, '--json')

    expect(shown).toMatchObject({ status: 0, err: '' })
    const [facts = '', papers] = shown.out.trimEnd().split('\n\n')
    expect(facts.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['Digest', FAILED],
      ['Of', 'What trends'],
      ['Days', '2026-11-20'],
      ['Due', '2026-11-20 06:00 UTC'],
      ['Composed', '2026-11-20 06:00 UTC'],
      ['Chosen from', '40 papers'],
      ['Delivery', 'failed'],
      ['Where', 'mail r…@r…'],
      ['Tries', '2'],
      ['Ended', '2026-11-20 06:08 UTC'],
      ['Trouble', 'No such user.'],
    ])
    expect(papers).toBe('paper of 2026-11-20  On patience')
    expect(JSON.parse(json.out)).toEqual(MESSAGES[1]?.digest)
  })

  test('list names digests in which no paper was worth it, by themselves and among the others', async () => {
    const [row, id] = [MESSAGES[0]?.digest, `${'e'.repeat(22)}.2026-11-20`]
    const times = { due_at: DUE, composed_at: DUE + 3_600_000 }
    await db
      .insertInto('digest')
      .values({
        id,
        subscription_id: row?.subscriptionId ?? '',
        from_day: '2026-11-21',
        to_day: '2026-11-21',
        ...times,
        papers: 0,
        content: '{}',
        attempts: 0,
      })
      .execute()

    const [empty, all] = [await run('list', '--state=empty'), await run('list')]
    await db.deleteFrom('digest').where('id', '=', id).execute()

    expect(empty.out.trimEnd().split('\n').slice(1)).toEqual([`${id}  empty    2026-11-20 06:00 UTC  mail r…@r…`])
    // The one that waits is open; of the others this one was over last.
    expect(all.out.split('\n')[2]).toContain(id)
  })

  test('resend opens one that has ended, for the server that runs', async () => {
    const { status, out } = await run('resend', FAILED)

    expect([status, out]).toEqual([0, 'It is sent again, as it was composed, by the server that runs.\n'])
    expect(await readState(FAILED)).toEqual({ state: 'waiting', attempts: 0 })
  })

  test('send has one made of a subscription, once for a day', async () => {
    await subscribe(db, 'ada', { nextAt: Date.parse('2099-01-01T06:00:00Z') })

    const first = await run('send', 's-ada')
    const again = await run('send', 's-ada')

    const made = await db.selectFrom('digest').select('composed_at').where('subscription_id', '=', 's-ada').execute()
    expect(first).toEqual({
      ...{ status: 0, err: '' },
      out:
        'Noted: the server that runs composes it, and sends it unless no paper is worth it.\n' +
        'What became of it: broadsheet subscriptions show s-ada\n',
    })
    expect(again).toMatchObject({ status: 1, out: '' })
    expect(again.err).toContain('There has been no new edition since the last digest. Nothing was sent.')
    expect(made).toEqual([{ composed_at: null }])
  })

  test.each([
    [['list', '--state=lost'], 2, '--state "lost" is none.'],
    [['drop', 'x'], 2, 'Unknown action "drop"'],
    [['send'], 2, 'Name the subscription: broadsheet digests send ID'],
    [['show', 'none'], 1, 'There is no such digest.'],
  ])('%o is refused', async (words, expected, says) => {
    const { status, out, err } = await run(...words)

    expect(err).toContain(says)
    expect([status, out]).toEqual([expected, ''])
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createReturnPaths } from '../../src/services/bounces/return-paths.ts'
import { noteReport } from '../../src/services/bounces/note-report.ts'
import type { Db } from '../../src/store/db.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { someSubscribers } from '../support/subscribers.ts'

const returnPaths = createReturnPaths('a secret', { base: 'bounces@papers.example', from: 'digest@papers.example' })
const NOW = Date.parse('2026-11-20T12:30:00Z')

const aReport = (to: string, fields: string, returned = 'Subject: Papers') =>
  [
    ...[`To: ${to}`, 'Content-Type: multipart/report; boundary=b', '', '--b'],
    ...[
      fields.startsWith('Feedback') ? 'Content-Type: message/feedback-report' : 'Content-Type: message/delivery-status',
    ],
    ...[
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      fields,
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      returned,
      '--b--',
    ],
  ].join('\n')
const HARD = 'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user'
const FULL = 'Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 full'

describe.each(dialects)('a message that came back, on $dialect', (where) => {
  let db: Db
  let note: ReturnType<typeof noteReport>
  beforeEach(async () => {
    db = await freshDatabase(where)
    note = noteReport({ db, clock: () => NOW, returnPaths })
  })
  afterEach(() => db.destroy())

  async function prepare() {
    const subscribers = someSubscribers(db)
    const ada = await subscribers.join('ada@reader.example')
    const bo = await subscribers.join('bo@reader.example')
    return { subscribers, ada, bo, address: returnPaths.toReturnPath(ada.recipient) }
  }
  const readSuppressed = async () =>
    (await db.selectFrom('recipient').selectAll().where('suppressed_at', 'is not', null).execute()).map((row) => [
      row.address,
      row.suppressed_at,
      row.suppressed_reason,
    ])

  test('for a dead address ends what goes there, and nothing else; told again it changes nothing', async () => {
    const { subscribers, ada, bo, address } = await prepare()

    const first = await note(aReport(address, HARD))
    const second = await note(aReport(address.toUpperCase(), HARD))

    expect(first).toEqual({
      ...{ outcome: 'suppressed', recipient: ada.recipient.id },
      says: 'Mail to it came back: 550 no such user',
    })
    expect(second.outcome).toBe('known')
    expect(await readSuppressed()).toEqual([['ada@reader.example', NOW, 'Mail to it came back: 550 no such user']])
    const inbox = await subscribers.findInbox(ada.recipient.secret)
    expect(inbox?.subscriptions.map(({ subscription }) => subscription.state)).toEqual(['ended'])
    const other = await subscribers.findInbox(bo.recipient.secret)
    expect(other?.subscriptions.map(({ subscription }) => subscription.state)).toEqual(['active'])
  })

  test('for a full mailbox changes nothing', async () => {
    const { address } = await prepare()

    expect(await note(aReport(address, FULL))).toMatchObject({ outcome: 'kept', says: '552 full' })
    expect(await readSuppressed()).toEqual([])
  })

  test('as a complaint ends what goes there, by the address in it or by the digest', async () => {
    const { ada, bo, address } = await prepare()
    const complaint = 'Feedback-Type: abuse\nVersion: 1'

    const byAddress = await note(aReport('fbl@papers.example', `${complaint}\nOriginal-Mail-From: <${address}>`))
    const id = `Message-ID: <${bo.subscription.id}.2026-11-20@papers.example>`
    const byDigest = await note(aReport('fbl@papers.example', complaint, id))

    expect([byAddress, byDigest].map(({ outcome, recipient }) => [outcome, recipient])).toEqual([
      ['suppressed', ada.recipient.id],
      ['suppressed', bo.recipient.id],
    ])
  })

  test('of nobody of ours, or no report at all, changes nothing', async () => {
    const { address } = await prepare()
    const [local = '', domain = ''] = address.split('@')
    const forged = `${local.slice(0, -4)}aaaa@${domain}`

    expect((await note(aReport(forged, HARD))).outcome).toBe('unrecognised')
    expect((await note(aReport('someone@else.example', HARD))).outcome).toBe('unrecognised')
    expect((await note(`To: ${address}\nSubject: Away\n\nI am away.`)).outcome).toBe('unreadable')
    expect(await readSuppressed()).toEqual([])
  })

  test('is known by the address that the mail server says it came to', async () => {
    const { ada, address } = await prepare()

    expect(await note(aReport('postmaster@papers.example', HARD), address)).toMatchObject({
      recipient: ada.recipient.id,
    })
  })
})

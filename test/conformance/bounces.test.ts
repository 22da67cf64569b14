import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createReturnPaths } from '../../src/services/bounces/return-paths.ts'
import { createDigestNames } from '../../src/services/bounces/digest-names.ts'
import { noteReport } from '../../src/services/bounces/note-report.ts'
import type { DigestId } from '../../src/domain/digest.ts'
import type { Db } from '../../src/store/db.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { someSubscribers } from '../support/subscribers.ts'

const returnPaths = createReturnPaths('a secret', { base: 'bounces@papers.example', from: 'digest@papers.example' })
const digestNames = createDigestNames('a secret')
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
    note = noteReport({ db, clock: () => NOW, returnPaths, digestNames })
  })
  afterEach(() => db.destroy())

  const toMessageId = (id: string) =>
    `Message-ID: <${digestNames.toName(`${id}.2026-11-20` as DigestId)}@papers.example>`
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
    const byDigest = await note(aReport('fbl@papers.example', complaint, toMessageId(bo.subscription.id)))

    expect([byAddress, byDigest].map(({ outcome, recipient }) => [outcome, recipient])).toEqual([
      ['suppressed', ada.recipient.id],
      ['suppressed', bo.recipient.id],
    ])
  })

  test('for a dead address names it by the digest, where no address tells', async () => {
    const { bo } = await prepare()

    const noted = await note(aReport('digest@papers.example', HARD, toMessageId(bo.subscription.id)))

    expect([noted.outcome, noted.recipient]).toEqual(['suppressed', bo.recipient.id])
  })

  test('made up by who knows the id of a subscription, or wrote a signed name into a text, changes nothing', async () => {
    const { bo } = await prepare()
    const complaint = 'Feedback-Type: abuse\nVersion: 1'
    const signed = toMessageId(bo.subscription.id)
    const { id } = bo.subscription
    const forged = [
      `Message-ID: <${id}.2026-11-20@papers.example>`,
      `Message-ID: <${id}.2026-11-20.${'A'.repeat(24)}@papers.example>`,
      signed.replace('2026-11-20', '2026-11-21'),
      `Subject: Papers\nIn-Reply-To:${signed.slice('Message-ID:'.length)}`,
      `Subject: Papers\n\n${signed}`,
    ]

    const outcomes: string[] = []
    for (const returned of forged) {
      outcomes.push((await note(aReport('fbl@papers.example', complaint, returned))).outcome)
    }

    expect(outcomes).toEqual(forged.map(() => 'unrecognised'))
    expect(await readSuppressed()).toEqual([])
  })

  test('is about mail alone: a room is sent to as before', async () => {
    const { bo } = await prepare()
    await db.updateTable('recipient').set({ channel: 'matrix' }).where('id', '=', bo.recipient.id).execute()

    const byDigest = await note(aReport('x@papers.example', HARD, toMessageId(bo.subscription.id)))
    const byAddress = await note(aReport(returnPaths.toReturnPath(bo.recipient), HARD))

    expect([byDigest.outcome, byAddress.outcome]).toEqual(['unrecognised', 'unrecognised'])
  })

  test('with control characters is kept without them', async () => {
    const { address } = await prepare()
    const said = 'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 \u001b]0;mine\u0007 no\u0000 such user'

    expect((await note(aReport(address, said))).outcome).toBe('suppressed')

    expect((await readSuppressed())[0]?.[2]).toBe('Mail to it came back: 550 ]0;mine no such user')
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

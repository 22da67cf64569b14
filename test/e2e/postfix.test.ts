import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { dkimVerify } from 'mailauth'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toOpenEditionDay } from '../../src/domain/arxiv-calendar.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import { openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { aFeatured } from '../support/builders.ts'
import { BOX_DOMAIN, type DebianMail, findFreePort, findMailObstacle, startDebianMail } from '../support/debian-mail.ts'
import { startLanguageServer, type TestLanguageServer, toChatBody } from '../support/language-server.ts'
import { runProgram, startProgram } from '../support/program.ts'
import { importRecords } from '../support/records.ts'

/** Nobody looks it up: links lead to it, and the test goes to the server instead. */
const BASE_URL = 'https://papers.owls.test'
const OWL = `owl@${BOX_DOMAIN}`
const DAY = toOpenEditionDay(Date.now())
const TITLES = ['Tides, and who waits for them', 'The patience of owls']
const LONGEST_MS = 30_000

const obstacle = findMailObstacle()
if (obstacle !== undefined) test.skip(`digests by Postfix, read by IMAP from Dovecot: ${obstacle}`, () => undefined)

async function fillStore(folder: string): Promise<void> {
  const db = openDatabase(`sqlite:${join(folder, 'broadsheet.db')}`)
  await migrateToLatest(db)
  const papers = TITLES.map((title, place) =>
    aFeatured({
      id: `2605.0000${place + 1}` as PaperId,
      ...{ votes: 30 - place, entries: [{ day: DAY, place }] },
      fields: {
        ...{ title, authors: ['Ada Kestrel'], categories: ['cs.LG'], primaryCategory: 'cs.LG', announcedDay: DAY },
        abstract: `${title}: we ask how it comes about in 40 cases. We find that it comes about by itself.`,
      },
    }),
  )
  await importRecords(db, papers)
  await db.destroy()
}

describe.skipIf(obstacle !== undefined)('a whole installation with Postfix, Dovecot and a language model', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let folder: string
  let mail: DebianMail
  let model: TestLanguageServer
  let program: ReturnType<typeof startProgram>
  let url: string
  let env: Record<string, string>

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-postfix-'))
    await fillStore(folder)
    writeFileSync(join(folder, 'dkim.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    mail = await startDebianMail(['owl', 'bounces'], ['late'])
    model = await startLanguageServer()
    // Of the second paper it makes a number up.
    model.reply = ({ messages }) => {
      const cases = messages[1]?.content.includes(TITLES[0]!) ? 40 : 41
      return {
        body: toChatBody(`The paper asks how it comes about in ${cases} cases, and finds that it comes by itself.`),
      }
    }
    const port = await findFreePort()
    env = {
      ...{ BROADSHEET_DATA: folder, PORT: String(port), LOG_FORMAT: 'json', BASE_URL },
      ...{ MAIL_URL: `smtp://127.0.0.1:${mail.smtpPort}`, MAIL_FROM: 'Owls <digest@papers.owls.test>' },
      ...{ MAIL_DKIM_DOMAIN: 'owls.test', MAIL_DKIM_SELECTOR: 'daily', MAIL_DKIM_KEY_FILE: join(folder, 'dkim.pem') },
      ...{ OPENAI_BASE_URL: new URL(model.settings.url).origin, OPENAI_MODEL: 'owl-7b' },
      MAIL_RETURN_PATH: `bounces@${BOX_DOMAIN}`,
    }
    program = startProgram(['serve'], env)
    await program.line
    url = `http://127.0.0.1:${port}`
  }, 60_000)
  afterAll(async () => {
    program?.child.kill()
    await program?.ended
    await model?.close()
    await mail?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const here = (link: string): string => link.replace(BASE_URL, url)
  const findLink = (text: string | undefined, name: string): string =>
    here(new RegExp(`${BASE_URL}/${name}/[\\w.-]+`).exec(text ?? '')?.[0] ?? '')
  const post = (address: string, body: string, type = 'application/x-www-form-urlencoded') =>
    fetch(address, { method: 'POST', redirect: 'manual', body, headers: { 'Content-Type': type, Origin: BASE_URL } })
  const subscribe = (address: string) => {
    const rhythm = { span: 'day', weekdays: [0, 1, 2, 3, 4, 5, 6], hour: 7, zone: 'Europe/Oslo' }
    const asked = { address, wish: { kind: 'edition' }, rhythm }
    return post(`${url}/api/v1/subscriptions`, JSON.stringify(asked), 'application/json')
  }
  const read = async (place: number): Promise<{ bytes: Buffer; email: Email }> => {
    const bytes = (await mail.readBox('owl', place + 1))[place]!
    return { bytes, email: await PostalMime.parse(bytes) }
  }
  /** Whether the signature holds, and over which headers, as another library sees it. */
  const verify = async (bytes: Buffer) => {
    const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const resolver = (name: string, type: string) =>
      name === 'daily._domainkey.owls.test' && type === 'TXT'
        ? Promise.resolve([[`v=DKIM1; k=rsa; p=${key}`]])
        : Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))
    const { results } = await dkimVerify(bytes, { resolver })
    return results.map((one) => ({
      result: one.status.result,
      aligned: one.status.aligned,
      headers: (one.signingHeaders?.keys ?? '').toLowerCase().split(/\s*:\s*/),
    }))
  }

  test('a reader subscribes, gets the digest, and leaves by one click; what is signed and said holds', async () => {
    // Asks, and is asked.
    expect((await subscribe(OWL)).status).toBe(202)
    const question = (await read(0)).email
    const confirmed = await post(findLink(question.text, 'confirm'), '')
    expect(confirmed.status).toBeLessThan(400)

    // Has the digest sent.
    const inbox = here(new URL(confirmed.headers.get('location') ?? '', BASE_URL).href).replace(/\?.*/, '')
    const page = await (await fetch(inbox)).text()
    const id = /\/subscriptions\/([\w-]{22})/.exec(page)?.[1]
    expect((await post(`${inbox}/subscriptions/${id}`, 'act=send')).status).toBe(303)
    const { bytes, email } = await read(1)

    // Came over TLS, signed over all that a provider asks for.
    const header = (key: string) => email.headers.find((each) => each.key === key)?.value ?? ''
    expect(header('received')).toContain('with ESMTPS')
    const [signature, ...others] = await verify(bytes)
    expect(others).toEqual([])
    expect(signature).toMatchObject({ result: 'pass', aligned: 'owls.test' })
    expect(signature?.headers).toEqual(
      expect.arrayContaining(['from', 'to', 'subject', 'date', 'list-unsubscribe', 'list-unsubscribe-post']),
    )
    expect(bytes.length).toBeLessThan(60 * 1024)

    // Both parts have both papers; what the model wrote is marked, and what it made up is nowhere.
    for (const part of [email.text, email.html]) {
      for (const title of TITLES) expect(part).toContain(title)
      expect(part).toContain('in 40 cases, and finds')
      expect(part?.replace(/\s+/g, ' ')).toMatch(/by a language model/i)
      expect(part).not.toContain('41 cases')
    }
    expect(model.asked).toHaveLength(2)

    // Leaves as a mail program does it: no cookie, no redirect.
    const leave = here(/<(https[^>]+)>/.exec(header('list-unsubscribe'))?.[1] ?? '')
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const left = await fetch(leave, {
      ...{ method: 'POST', redirect: 'manual', body: 'List-Unsubscribe=One-Click' },
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(left.status).toBe(200)
    expect(await (await fetch(inbox)).text()).toContain('Ended')
  }, 120_000)

  test('what comes back later, in the words of Postfix, has its address sent nothing more', async () => {
    await subscribe(`late@${BOX_DOMAIN}`)
    const [report] = await mail.readBox('bounces', 1)

    const { status, out } = await runProgram(['mail', 'bounced', '-'], env, report?.toString('latin1'))

    const db = openDatabase(`sqlite:${join(folder, 'broadsheet.db')}`)
    const rows = await db.selectFrom('recipient').select('suppressed_reason').where('suppressed_at', '>', 0).execute()
    await db.destroy()
    expect(report?.toString()).toContain('multipart/report')
    expect([status, out]).toEqual([0, expect.stringContaining('Nothing is sent to recipient')])
    expect(rows).toEqual([{ suppressed_reason: expect.stringContaining('nobody has this mailbox any more') as string }])
  }, 60_000)

  test('of an address that Postfix refuses, nothing is sent, and metrics tell no address', async () => {
    await subscribe(`nobody@${BOX_DOMAIN}`)
    const latest = Date.now() + LONGEST_MS
    while (!mail.readLog().includes('550 5.1.1') && Date.now() < latest) await wait(100)

    const metrics = await (await fetch(`${url}/metrics`)).text()

    expect(mail.readLog()).toContain(`550 5.1.1 <nobody@${BOX_DOMAIN}>`)
    expect(metrics).toContain('broadsheet_delivery_ended_last_day')
    expect(metrics).not.toContain(BOX_DOMAIN)
  }, 60_000)
})

import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { subscribe } from '../support/a-subscriber.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { type Ended, runProgram, startProgram } from '../support/program.ts'

const DNS = new URL('../support/dns-texts.js', import.meta.url).href
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
const TEXTS = {
  'd1._domainkey.papers.org': [`v=DKIM1; k=rsa; p=${publicKey}`],
  'papers.org': ['v=spf1 ip4:192.0.2.7 -all'],
  '_dmarc.papers.org': ['v=DMARC1; p=reject'],
}

describe('broadsheet mail', () => {
  let folder = ''
  let server: MailServer
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
    writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    server = await startMailServer()
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = (words: string[], env: Record<string, string> = {}): Promise<Ended> =>
    runProgram(['mail', ...words], { BROADSHEET_DATA: join(folder, 'data'), ...env })
  /** A server whose settings, mail server and DNS are right, but for what a test says. */
  const check = (words: string[], env: Record<string, string> = {}): Promise<Ended> =>
    run(['check', ...words], {
      ...{
        MAIL_URL: `smtp://127.0.0.1:${server.port}`,
        MAIL_FROM: 'digest@papers.org',
        BASE_URL: 'https://papers.org',
      },
      ...{ MAIL_DKIM_DOMAIN: 'papers.org', MAIL_DKIM_SELECTOR: 'd1', MAIL_DKIM_KEY_FILE: join(folder, 'key.pem') },
      ...{ NODE_OPTIONS: `--import ${DNS}`, DNS_TEXTS: JSON.stringify(TEXTS), ...env },
    })
  const toOutcomes = (out: string) =>
    [...out.matchAll(/^(ok|warning|failure|skipped) +(\S+(?: \S+)*) {2,}/gm)].map(
      ([, outcome, name]) => `${name}: ${outcome}`,
    )

  test('check finds nothing wrong where nothing is, and sends a test message that is signed as digests are', async () => {
    const { status, out, err } = await check(['--to=ann@reader.example'])

    expect([status, err]).toEqual([0, ''])
    expect(toOutcomes(out)).toEqual([
      'settings: ok',
      'connection: ok',
      'DKIM: ok',
      'SPF: ok',
      'DMARC: ok',
      'test message: ok',
    ])
    expect(out).toContain(`127.0.0.1 port ${server.port} answers without encryption.`)
    expect(out).toContain('DMARC of papers.org: p=reject, at _dmarc.papers.org.')
    expect(out).toMatch(/\n\n6 ok, 0 to mind, 0 failed, 0 skipped\n$/)
    const [{ to = '', bytes = Buffer.alloc(0) } = {}] = server.received
    const { headers, from } = await PostalMime.parse(bytes)
    const signature = headers.find(({ key }) => key === 'dkim-signature')?.value
    expect([to, from?.address, server.received.length]).toEqual(['ann@reader.example', 'digest@papers.org', 1])
    expect(signature).toMatch(/\bd=papers\.org;.*\bs=d1;/)
    expect(signature).toMatch(/h=[^;]*list-unsubscribe-post/i)
  })

  test('a test message says in its subject and at its top that it is one, and leads to pages that say so', async () => {
    const mails = join(folder, 'mails')

    const { out } = await run(['check', '--to=ann@reader.example'], { MAIL_URL: `file:${mails}` })

    const [name = ''] = readdirSync(mails).filter((file) => file.endsWith('.eml'))
    const { subject, text = '', html = '', headers } = await PostalMime.parse(readFileSync(join(mails, name)))
    expect(out).toContain(`It lies in ${mails}, as a file: it went to nobody.`)
    expect(subject).toMatch(/^\[Test\] The edition: five papers/)
    for (const part of [text, html])
      expect(part.replace(/\s+/g, ' ')).toContain('This is a test message. Its papers are made up')
    const links = [...text.matchAll(/^https?:\S+$/gm)].map(([link]) => new URL(link).pathname)
    expect([...new Set(links)]).toEqual(['/subscriptions/test-message', '/', '/u/test-message'])
    expect(headers.find(({ key }) => key === 'list-unsubscribe')?.value).toContain('/u/test-message')
  })

  test('check ends well where nobody reads on what it says', async () => {
    const { child, ended } = startProgram(['mail', 'check'], { BROADSHEET_DATA: join(folder, 'data') })
    child.stdout.destroy()

    expect(await ended).toMatchObject({ status: 0, err: '' })
  })

  test('check says what is wrong and what to do, and fails', async () => {
    const other = { ...TEXTS, 'd1._domainkey.papers.org': ['v=DKIM1; k=rsa; p=AAAA'], 'papers.org': [] }

    const wrong = { MAIL_URL: 'smtp://127.0.0.1:1', DNS_TEXTS: JSON.stringify(other) }
    const { status, out } = await check(['--json'], wrong)

    const found = JSON.parse(out) as { check: string; outcome: string; says: string; mend?: string }[]
    expect(status).toBe(1)
    expect(found.map(({ check: name, outcome }) => `${name}: ${outcome}`)).toEqual([
      ...['settings: ok', 'connection: failure', 'DKIM: failure', 'SPF: failure', 'DMARC: ok', 'test message: skipped'],
    ])
    expect(found[1]).toMatchObject({
      says: expect.stringContaining('ECONNREFUSED'),
      mend: expect.stringMatching(/^See MAIL_URL:/),
    })
    expect(found[2]?.mend).toContain(publicKey)
    expect(found[3]?.mend).toContain('Add a TXT record at papers.org')
  })

  test('suppress ends the subscriptions of an address and lists it; allow has it written to again', async () => {
    const db = openDatabase(`sqlite:${join(folder, 'data', 'broadsheet.db')}`)
    await migrateToLatest(db)
    await subscribe(db, 'ann@papers.example')
    await db.updateTable('recipient').set({ address: 'Ann@Papers.example' }).execute()
    const readState = () => db.selectFrom('subscription').select('state').executeTakeFirst()

    const first = await run(['suppress', '--to=ann@papers.example'])
    const again = await run(['suppress', '--to=ANN@papers.example'])
    const listed = await run(['suppress'])
    const json = await run(['suppress', '--json'])
    const ended = await readState()
    const allowed = await run(['allow', '--to=ann@papers.example'])
    const after = await run(['suppress'])
    await db.destroy()

    expect([first, again, listed, allowed, after].map(({ status, err }) => `${status}${err}`)).toEqual(
      Array(5).fill('0'),
    )
    expect(first.out).toBe('Nothing is sent to this address any more, and its subscriptions have ended.\n')
    expect(again.out).toBe('Nothing was sent to this address any more already.\n')
    expect(listed.out).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}Ann@Papers\.example {2}Whoever runs this server was asked to send nothing here\.\n$/,
    )
    expect(JSON.parse(json.out)).toMatchObject({ channel: 'mail', where: 'Ann@Papers.example' })
    expect(ended).toEqual({ state: 'ended' })
    expect(allowed.out).toContain('This address may be written to again.')
    expect(after.out).toBe('There is no address to which nothing is sent.\n')
  })

  test('bounced has a report brought again while the installation has no secret to know addresses by', async () => {
    const data = join(folder, 'without-secret')

    const { status, out, err } = await runProgram(['mail', 'bounced', '-'], { BROADSHEET_DATA: data }, 'Subject: x\n\n')

    expect([status, out]).toEqual([75, ''])
    expect(err).toContain('Nothing was done about the report. Put back the file "secret"')
    expect(readdirSync(data)).not.toContain('secret')
  })

  test.each([
    [['check', '--to=nobody'], 2, 'That is not a mail address.'],
    [['suppress', '--to=bob@papers.example'], 1, 'Nobody has subscribed with this address. Nothing was changed.'],
    [['send'], 2, 'Unknown action "send"'],
    [['allow', '--to=ann@papers.example', '--json'], 2, '--json is for check, and for suppress without --to.'],
    [['bounced', '-', '--json'], 2, '--json is for check, and for suppress without --to.'],
  ])('%o is refused', async (words, expected, says) => {
    const { status, out, err } = await run(words)

    expect(err).toContain(says)
    expect([status, out]).toEqual([expected, ''])
  })
})

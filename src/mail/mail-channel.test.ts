import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dkimVerify } from 'mailauth'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, describe, expect, test } from 'vitest'
import { anOutgoingDigest } from '../../test/support/an-outgoing-digest.ts'
import { startMailServer } from '../../test/support/mail-server.ts'
import type { OutgoingDigest } from '../domain/ports.ts'
import { pause } from '../platform/pause.ts'
import { loadDkimKey } from './dkim-key.ts'
import { createFolderTransport } from './file/folder-transport.ts'
import { createMailChannel, createNoteSenders } from './mail-channel.ts'
import { createMessageMaker } from './make-message.ts'
import { createSmtpTransport } from './smtp/smtp-transport.ts'
import type { MailTransport } from './transport.ts'

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-mail-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const keyFile = join(folder, 'dkim.pem')
writeFileSync(keyFile, privateKey)

const never = new AbortController().signal
const agree = (): Promise<void> => Promise.resolve()
// With what canonical forms, dots and line ends go wrong over.
const LONG_LINES = `<p>${'Ärzte & <b>Löwen</b>, 20 % of π '.repeat(60)}</p>\n.\n<p>the  end </p>\t \n\n\n`

async function toDeps(transport: MailTransport) {
  const key = await loadDkimKey({ domain: 'papers.example', selector: 'digest', keyFile })
  return {
    ...{ transport, makeMessage: createMessageMaker(key), clock: () => Date.parse('2026-11-20T06:00:00Z') },
    from: { name: 'Daily papers, of “Köln”', address: 'digest@papers.example' },
    baseUrl: 'https://papers.example',
    toReturnPath: () => 'bounces+key@papers.example',
    toDigestName: (id: string) => `${id}.signature`,
  }
}

const render = ({ digest }: OutgoingDigest) => ({
  subject: `${digest.title}: 3 papers – Müller’s`,
  html: LONG_LINES,
  text: 'Guten Tag, Frau Müller.\n.\nFrom here on: π.',
})

/** Sends a digest over a socket, and reads what the server got. */
async function sendOver(message: OutgoingDigest) {
  const server = await startMailServer()
  const timing = { rate: 0, connections: 1, clock: () => 0, pause }
  const options = { host: '127.0.0.1', port: server.port, isSecure: false, tls: 'none' as const, login: undefined }
  const transport = createSmtpTransport(options, timing)
  await createMailChannel(await toDeps(transport), render).send(message, agree, never)
  transport.close()
  await server.close()
  return server.received[0]!
}

const toHeaders = (mail: Email) => Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]))

describe('a digest that goes out by mail', () => {
  test('has both parts, headers by which one leaves with one click, and an envelope of its own', async () => {
    const message = anOutgoingDigest()

    const { from, to, bytes } = await sendOver(message)
    const mail = await PostalMime.parse(bytes)

    expect([from, to]).toEqual(['bounces+key@papers.example', message.recipient.address])
    expect(mail).toMatchObject({
      subject: render(message).subject,
      from: { name: 'Daily papers, of “Köln”', address: 'digest@papers.example' },
      to: [{ address: message.recipient.address }],
      messageId: `<${message.digest.id}.signature@papers.example>`,
      text: expect.stringContaining('Guten Tag, Frau Müller.\n.\nFrom here on: π.') as string,
      html: expect.stringContaining(LONG_LINES) as string,
    })
    expect(Date.parse(mail.date ?? '')).toBe(Math.floor(message.digest.composedAt / 1000) * 1000)
    expect(toHeaders(mail)).toMatchObject({
      'list-id': '"Digest: trending" <trending.digest.papers.example>',
      'list-unsubscribe': `<${message.links.unsubscribe}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      precedence: 'bulk',
      'auto-submitted': 'auto-generated',
    })
    // A link to leave that is broken over two lines is read wrongly by some.
    expect(bytes.toString()).toContain(`\r\nList-Unsubscribe: <${message.links.unsubscribe}>\r\n`)
  })

  test('carries a signature that another program verifies, over both headers for leaving too', async () => {
    const { bytes } = await sendOver(anOutgoingDigest())
    const resolver = (name: string, type: string) => {
      expect([name, type]).toEqual(['digest._domainkey.papers.example', 'TXT'])
      return Promise.resolve([[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]])
    }

    const { results } = await dkimVerify(bytes, { resolver: resolver as never })
    const spoilt = bytes.toString().replace('List-Unsubscribe=One-Click', 'List-Unsubscribe=Two-Click')
    const { results: ofSpoilt } = await dkimVerify(Buffer.from(spoilt), { resolver: resolver as never })

    expect(results.map(({ status }) => status?.result)).toEqual(['pass'])
    expect(ofSpoilt.map(({ status }) => status?.result)).toEqual(['fail'])
    expect(results[0]).toMatchObject({ signingDomain: 'papers.example', status: { aligned: 'papers.example' } })
    expect(results[0]?.signingHeaders?.keys.toLowerCase().split(': ')).toEqual(
      expect.arrayContaining(['from', 'list-unsubscribe', 'list-unsubscribe-post']),
    )
  })

  test.each([
    'Subject: You have won',
    'From: bank@elsewhere.example',
    'To: all@elsewhere.example',
    'Date: Fri, 20 Nov 2026 07:00:00 +0000',
    'Cc: all@elsewhere.example',
    'Reply-To: me@elsewhere.example',
    'Content-Type: text/plain',
    'Content-Transfer-Encoding: base64',
    'List-Unsubscribe: <https://elsewhere.example>',
    'List-Unsubscribe-Post: List-Unsubscribe=Never',
  ])('is not ours any more once somebody has put "%s" above it', async (line) => {
    const { bytes } = await sendOver(anOutgoingDigest())
    const resolver = () => Promise.resolve([[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]])

    const changed = Buffer.concat([Buffer.from(`${line}\r\n`), bytes])
    const passed = Buffer.concat([Buffer.from('Received: from mx.example by mail.example\r\n'), bytes])

    expect((await dkimVerify(changed, { resolver: resolver as never })).results[0]?.status?.result).toBe('fail')
    expect((await dkimVerify(passed, { resolver: resolver as never })).results[0]?.status?.result).toBe('pass')
  })

  test('is a file of its own in a folder, the same one when it is sent again', async () => {
    const place = join(folder, 'out')
    const channel = createMailChannel(await toDeps(createFolderTransport(place)), render)
    const [one, other] = [anOutgoingDigest(), anOutgoingDigest({ day: '2026-11-21' })]

    for (const message of [one, one, other]) await channel.send(message, agree, never)

    const files = readdirSync(place)
    expect(files).toHaveLength(2)
    expect(files.every((name) => name.endsWith('.eml'))).toBe(true)
    const mails = await Promise.all(files.map((name) => PostalMime.parse(readFileSync(join(place, name)))))
    expect(mails.map(({ messageId }) => messageId).toSorted()).toEqual(
      [one, other].map(({ digest }) => `<${digest.id}.signature@papers.example>`).toSorted(),
    )
  })
})

test('what is no digest has no header for leaving, since there is nothing yet to leave', async () => {
  const place = join(folder, 'notes')
  const { recipient } = anOutgoingDigest()
  const plain = () => ({ subject: 'Your link', html: '<p>Here</p>', text: 'Here' })
  const { sendLink } = createNoteSenders(await toDeps(createFolderTransport(place)), {
    confirmation: plain,
    link: plain,
  })

  await sendLink({ recipient, link: 'https://papers.example/inbox/secret' }, never)

  const [name = ''] = readdirSync(place)
  const mail = await PostalMime.parse(readFileSync(join(place, name)))
  expect(toHeaders(mail)['auto-submitted']).toBe('auto-generated')
  expect(Object.keys(toHeaders(mail)).filter((key) => key.startsWith('list-'))).toEqual([])
  expect(mail.messageId).not.toContain('secret')
})

test.each([
  ['another kind of key', 'ed25519'],
  ['no key', 'text'],
])('a file with %s is refused before anything goes out unsigned', async (_what, kind) => {
  const path = join(folder, `${kind}.pem`)
  const pem =
    kind === 'text' ? 'key' : generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(path, pem)

  await expect(loadDkimKey({ domain: 'papers.example', selector: 'a', keyFile: path })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('MAIL_DKIM_KEY_FILE') as string,
  })
})

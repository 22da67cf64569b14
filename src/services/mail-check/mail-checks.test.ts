import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { diagnose } from '../doctor/check.ts'
import { type CheckedMail, listMailChecks } from './mail-checks.ts'

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-check-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keyFile = join(folder, 'key.pem')
writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')

const WAY = { kind: 'smtp', server: { host: 'mail.papers.org', port: 587 } } as const

/** A zone in which all is right. */
const ZONE: Record<string, string[]> = {
  'd1._domainkey.papers.org': [`v=DKIM1; k=rsa; p=${publicKey}`],
  'papers.org': ['v=spf1 ip4:192.0.2.7 -all', 'some other text'],
  '_dmarc.papers.org': ['v=DMARC1; p=reject; rua=mailto:reports@papers.org'],
}

/** What each check finds, by its name. */
async function check(wish: Partial<CheckedMail> = {}, zone: Record<string, string[]> = {}) {
  const records = { ...ZONE, ...zone }
  const checked: CheckedMail = {
    mail: {
      way: WAY,
      from: { address: 'digest@papers.org' },
      dkim: { domain: 'papers.org', selector: 'd1', keyFile },
      returnPath: 'bounces@papers.org',
    },
    baseUrl: 'https://papers.org',
    readSigning: () => Promise.resolve({ domain: 'papers.org', selector: 'd1', key: privateKey }),
    findTexts: (name) => Promise.resolve(records[name] ?? []),
    connect: () => Promise.resolve('mail.papers.org port 587 answers over TLS.'),
    ...wish,
  }
  const found = await Array.fromAsync(diagnose(listMailChecks(checked)))
  return Object.fromEntries(
    found.map(({ check: name, outcome, says, mend = '' }) => [name, `${outcome}: ${says} ${mend}`]),
  )
}

test('where all is right every check says so', async () => {
  const sent: string[] = []
  const found = await check({ sendTest: () => Promise.resolve(void sent.push('test')) })

  expect(Object.values(found).map((line) => line.split(':')[0])).toEqual(Array.from({ length: 6 }, () => 'ok'))
  expect(sent).toEqual(['test'])
})

describe('the key of DKIM', () => {
  const key = 'd1._domainkey.papers.org'
  const other = generateKeyPairSync('rsa', {
    modulusLength: 1024,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })

  test.each([
    ['is missing', [], `failure: The DNS has no key at ${key}.`],
    ['is another', [`v=DKIM1; p=${other.publicKey.toString('base64')}`], 'failure: The key at'],
    ['was withdrawn', ['v=DKIM1; p='], 'failure: The key at'],
    ['stands twice', [`p=${publicKey}`, `p=${publicKey}`], 'failure: The DNS has 2 keys'],
    ['is on trial', [`v=DKIM1; t=y; p=${publicKey}`], 'warning: '],
    [
      'is broken over pieces with spaces',
      [`v=DKIM1;k=rsa;p=${publicKey.slice(0, 100)} ${publicKey.slice(100)}`],
      'ok: ',
    ],
  ])('%s', async (_how, records, says) => {
    const line = (await check({}, { [key]: records }))['DKIM']

    expect(line).toContain(says)
    if (says.startsWith('failure') && records.length < 2) expect(line).toContain(`v=DKIM1; k=rsa; p=${publicKey}`)
  })
})

describe('SPF', () => {
  test.each([
    ['is missing', ['v=spf10 -all'], 'failure: The DNS does not say who may send'],
    ['stands twice', ['v=spf1 mx -all', 'v=spf1 a -all'], 'failure: The DNS has 2 records'],
    ['lets everybody', ['v=spf1 +all'], 'failure: SPF lets anybody'],
  ])('%s', async (_how, records, says) => {
    expect((await check({}, { 'papers.org': records }))['SPF']).toContain(says)
  })

  test('of another domain than that of the sender counts for nothing', async () => {
    const mail = {
      ...{ way: WAY, from: { address: 'digest@papers.org' }, dkim: undefined },
      returnPath: 'bounces@provider.net',
    }

    const found = await check(
      { mail, readSigning: () => Promise.resolve(undefined) },
      { 'provider.net': ['v=spf1 mx -all'] },
    )

    expect(found['SPF']).toContain('warning: SPF of provider.net is there, but does not count')
    expect(found['DKIM']).toContain('skipped: ')
  })
})

describe('DMARC', () => {
  const mail = {
    ...{ way: WAY, from: { address: 'digest@list.papers.org' }, dkim: undefined },
    returnPath: undefined,
  }

  test('of the domain above holds where the domain has none', async () => {
    expect((await check({ mail }, {}))['DMARC']).toContain(
      'ok: DMARC of list.papers.org: p=reject, at _dmarc.papers.org',
    )
  })

  test.each([
    ['is missing', [], 'warning: The DNS has no policy'],
    ['says nothing', ['v=DMARC1; rua=mailto:x@papers.org'], 'failure: The policy at'],
  ])('%s', async (_how, records, says) => {
    expect((await check({}, { '_dmarc.papers.org': records }))['DMARC']).toContain(says)
  })
})

test('a server that cannot be used, a test that is refused and a DNS that is silent are told apart', async () => {
  const found = await check({
    connect: () => Promise.reject(new Error('The mail server cannot be used: ECONNREFUSED')),
    sendTest: () => Promise.reject(new Error('The mail server said: 550 5.7.1 No')),
    findTexts: () => Promise.reject(new Error('queryTxt ETIMEOUT papers.org')),
  })

  expect(found['connection']).toContain(
    'failure: mail.papers.org, port 587: The mail server cannot be used: ECONNREFUSED',
  )
  expect(found['test message']).toContain('failure: The mail server said: 550 5.7.1 No')
  expect(found['DKIM']).toContain('It could not be checked: queryTxt ETIMEOUT')
})

test('where no mail is sent nobody looks at the DNS', async () => {
  const mail = {
    way: { kind: 'none' as const },
    from: { address: 'broadsheet@localhost' },
    dkim: undefined,
    returnPath: undefined,
  }

  const found = await check({ mail, connect: undefined, readSigning: () => Promise.resolve(undefined) })

  expect(Object.values(found).every((line) => line.startsWith('skipped'))).toBe(true)
})

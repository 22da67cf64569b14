import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkMail, type WatchedMail } from './mail.ts'

const BASE_URL = 'https://papers.owls.dev'

let folder = ''
const at = (name: string): string => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-dkim-'))
  for (const [name, bits] of [
    ['good', 2048],
    ['short', 1024],
  ] as const) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits })
    writeFileSync(at(name), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  }
  writeFileSync(at('letter'), 'Dear editor,', { mode: 0o600 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function aMail(
  wish: Partial<Omit<WatchedMail, 'dkim'>> & { key?: string; domain?: string; signs?: boolean },
): WatchedMail {
  const { key = 'good', domain = 'owls.dev', signs = true, ...rest } = wish
  const dkim = signs ? { domain, selector: 'papers', keyFile: at(key) } : undefined
  const way = { kind: 'smtp', server: { host: 'mail.owls.dev', port: 587 } } as const
  return { way, from: { address: 'digest@papers.owls.dev' }, dkim, ...rest }
}

test('mail of a domain of one’s own, signed for it, with links by https, is well', async () => {
  expect((await checkMail(aMail({}), BASE_URL)).outcome).toBe('ok')
})

test.each<[string, Parameters<typeof aMail>[0], string | undefined, string, string]>([
  ['that is off', { way: { kind: 'none' } }, BASE_URL, 'skipped', 'off'],
  ['that goes into files', { way: { kind: 'file', folder: '/srv/mail' } }, BASE_URL, 'warning', 'into files'],
  [
    'from this machine',
    { from: { address: 'broadsheet@localhost' } },
    BASE_URL,
    'failure',
    'MAIL_FROM is of localhost',
  ],
  ['from a made-up domain', { from: { address: 'a@papers.example.org' } }, BASE_URL, 'failure', 'MAIL_FROM is of'],
  ['with links to this machine', {}, 'http://localhost:8080', 'warning', 'on this machine alone'],
  ['with links of no known place', {}, undefined, 'warning', 'on this machine alone'],
  ['with links without TLS', {}, 'http://papers.owls.dev', 'failure', 'takes https'],
  ['that is not signed', { signs: false }, BASE_URL, 'warning', 'not signed here'],
  ['signed by another domain', { domain: 'hawks.dev' }, BASE_URL, 'failure', 'does not count'],
  ['signed by a domain that only ends alike', { domain: 'apers.owls.dev' }, BASE_URL, 'failure', 'does not count'],
  ['without its key', { key: 'absent' }, BASE_URL, 'failure', 'is not at'],
  ['with a letter for a key', { key: 'letter' }, BASE_URL, 'failure', 'holds no RSA key'],
  ['with a short key', { key: 'short' }, BASE_URL, 'warning', '1024 bits'],
])('mail %s is told', async (_, wish, baseUrl, outcome, says) => {
  const found = await checkMail(aMail(wish), baseUrl)

  expect(found).toMatchObject({ outcome, says: expect.stringContaining(says) as string })
})

test('all that is wrong with mail is told at once', async () => {
  const mail = aMail({ from: { address: 'a@papers.example.org' }, signs: false })

  const found = await checkMail(mail, 'http://localhost:8080')

  expect(found.outcome).toBe('failure')
  expect(found.says.split('\n')).toEqual([
    'MAIL_FROM is of papers.example.org, from where no mail is taken.',
    'Links in mail lead to http://localhost:8080: they work on this machine alone.',
    'Mail of papers.example.org is not signed here.',
  ])
  for (const setting of ['MAIL_FROM', 'BASE_URL', 'MAIL_DKIM_']) expect(found.mend).toContain(setting)
})

test('a key that others can read is told, with the command that mends it', async () => {
  chmodSync(at('good'), 0o640)

  const found = await checkMail(aMail({}), BASE_URL)
  chmodSync(at('good'), 0o600)

  expect(found).toMatchObject({ outcome: 'failure', mend: `chmod 600 ${at('good')}` })
})

import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const from = { MAIL_FROM: 'Daily papers <digest@papers.example>' }
const read = (env: Record<string, string>) => readConfig(env).mail

describe('MAIL_URL', () => {
  test.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, isSecure: false, tls: 'required' }],
    ['smtps://mail.example', { host: 'mail.example', port: 465, isSecure: true, tls: 'required' }],
    ['smtp://mail.example:2525?tls=optional', { host: 'mail.example', port: 2525, tls: 'optional' }],
    ['smtp://10.0.0.9:25/?tls=none', { host: '10.0.0.9', port: 25, tls: 'none' }],
    ['smtp://127.0.0.1:25', { host: '127.0.0.1', port: 25, tls: 'optional' }],
    ['smtp://[::1]:25', { host: '::1', port: 25, tls: 'optional' }],
    ['smtp://ada:p%40ss%2F1@mail.example', { login: { user: 'ada', password: 'p@ss/1' } }],
  ])('%s is a server', (url, server) => {
    const { way } = read({ MAIL_URL: url, ...from })

    expect(way).toMatchObject({ kind: 'smtp', server })
  })

  test('is no mail by default, and a folder where it says so', () => {
    expect(read({})).toMatchObject({ way: { kind: 'none' }, rate: 20, connections: 5 })
    expect(read({ MAIL_URL: 'file:/var/mail/out' }).way).toEqual({ kind: 'file', folder: '/var/mail/out' })
  })

  test.each([
    'smtp://',
    'http://mail.example',
    'smtp://mail.example/path',
    'smtp://mail.example?tls=maybe',
    'file:',
    'smtp://a:%@b',
    'yes',
  ])('%s is refused', (url) => {
    expect(() => read({ MAIL_URL: url, ...from })).toThrow(/MAIL_URL: must be/)
  })

  test('is never told with its password', () => {
    expect(() => read({ MAIL_URL: 'smtp://ada:secret@mail.example/path' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') as string }) as Error,
    )
  })
})

describe('MAIL_FROM', () => {
  test.each([
    ['digest@papers.example', { name: '', address: 'digest@papers.example' }],
    ['"Papers, daily" <digest@papers.example>', { name: 'Papers, daily', address: 'digest@papers.example' }],
    // Its domain as mail servers know it: https://www.rfc-editor.org/rfc/rfc3492 (bücher is xn--bcher-kva)
    ['Bücher <digest@bücher.example>', { name: 'Bücher', address: 'digest@xn--bcher-kva.example' }],
  ])('%s is read', (text, sender) => {
    expect(read({ MAIL_FROM: text }).from).toEqual(sender)
  })

  test.each(['papers', 'a@b\nBcc: x@y', 'A\r\nB <a@b>', '<a@b> <c@d>'])('%j is refused', (text) => {
    expect(() => read({ MAIL_FROM: text })).toThrow('MAIL_FROM')
  })

  test('must be set where a server sends', () => {
    expect(() => read({ MAIL_URL: 'smtp://mail.example' })).toThrow('MAIL_FROM: must be set where MAIL_URL is a server')
  })
})

test('the three settings of DKIM stand together', () => {
  const dkim = { MAIL_DKIM_DOMAIN: 'papers.example', MAIL_DKIM_SELECTOR: 'd1', MAIL_DKIM_KEY_FILE: '/key.pem' }

  expect(read(dkim).dkim).toEqual({ domain: 'papers.example', selector: 'd1', keyFile: '/key.pem' })
  expect(() => read({ MAIL_DKIM_DOMAIN: 'papers.example' })).toThrow('MAIL_DKIM_SELECTOR: must be set beside')
})

test.each([
  ['MAIL_RATE', '-1'],
  ['MAIL_CONNECTIONS', '0'],
  ['MAIL_RETURN_PATH', 'bounces'],
  ['MAIL_RETURN_PATH', `${'b'.repeat(17)}@papers.example`],
])('%s=%s is refused', (name, value) => {
  expect(() => read({ [name]: value })).toThrow(name)
})

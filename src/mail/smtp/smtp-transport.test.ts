import { afterEach, describe, expect, test } from 'vitest'
import { type MailServerWish, startMailServer } from '../../../test/support/mail-server.ts'
import { DeliveryError } from '../../domain/delivery-error.ts'
import { pause } from '../../platform/pause.ts'
import type { MailTransport } from '../transport.ts'
import type { SmtpOptions } from './connection.ts'
import { createSmtpTransport } from './smtp-transport.ts'

const running: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of running.splice(0)) await each.close()
})

const never = new AbortController().signal
const agree = (): Promise<void> => Promise.resolve()
const message = (to = 'ada@reader.example', body = 'Good morning.') => ({
  envelope: { from: 'bounces@papers.example', to },
  messageId: '<1@papers.example>',
  bytes: Buffer.from(`Subject: Papers\r\n\r\n${body}\r\n`),
})

async function open(wish: MailServerWish = {}, options: Partial<SmtpOptions> = {}, connections = 1) {
  const server = await startMailServer(wish)
  const transport = openTransport(server.port, options, connections)
  running.push(transport, server)
  return { server, transport }
}

function openTransport(port: number, options: Partial<SmtpOptions> = {}, connections = 1): MailTransport {
  return createSmtpTransport(
    { host: '127.0.0.1', port, isSecure: false, tls: 'optional', login: undefined, ...options },
    { rate: 0, connections, clock: () => 0, pause },
  )
}

/** Hands a message over, and tells what came of it and whether it was noted that it may have arrived. */
async function attempt(transport: MailTransport, to?: string, signal = never) {
  let isHandedOver = false
  const onHandOver = async (): Promise<void> => void (isHandedOver = await Promise.resolve(true))
  const error = await transport.send(message(to), onHandOver, signal).then(
    () => undefined,
    (thrown: unknown) => thrown as DeliveryError,
  )
  const { outcome, isAddressDead, isChannelDown } = error ?? {}
  return { outcome, isAddressDead, isChannelDown, message: error?.message, isHandedOver }
}

describe('a message is handed over', () => {
  test('byte for byte, with lines that begin with a dot, to whom the envelope names', async () => {
    const { server, transport } = await open()
    const sent = message('ada@reader.example', `.hidden\r\n..\r\n.\r\n${'x'.repeat(200_000)}`)

    await transport.send(sent, agree, never)

    expect(server.received).toEqual([{ ...sent.envelope, bytes: sent.bytes }])
  })

  test('over one connection, time after time, until it has served for a hundred', async () => {
    const { server, transport } = await open()

    for (let count = 0; count < 101; count++) await transport.send(message(), agree, never)

    expect(server.received).toHaveLength(101)
    expect(server.connections()).toBe(2)
  })

  test('over a few connections at once, and no more', async () => {
    const { server, transport } = await open({ pause: () => pause(20) }, {}, 3)

    await Promise.all(Array.from({ length: 9 }, () => transport.send(message(), agree, never)))

    expect(server.received).toHaveLength(9)
    expect(server.connections()).toBe(3)
  })

  test('after the server had closed the connection that was kept', async () => {
    const { server, transport } = await open()
    await transport.send(message(), agree, never)

    server.hangUp()
    await transport.send(message(), agree, never)

    expect(server.received).toHaveLength(2)
  })

  test('not before its end was agreed to: where that fails, the server has nothing', async () => {
    const { server, transport } = await open()
    const lost = new DeliveryError('postponed', 'Another worker has it.')

    await expect(transport.send(message(), () => Promise.reject(lost), never)).rejects.toBe(lost)
    await transport.send(message('bo@reader.example'), agree, never)

    expect(server.received.map(({ to }) => to)).toEqual(['bo@reader.example'])
  })
})

describe('what a server says decides what becomes of a message', () => {
  const isAt = (address: string, answer: string) => (to: string) => (to === address ? answer : undefined)

  test.each([
    ['421 4.3.2 Busy', 'postponed', false],
    ['450 4.2.0 Greylisted, come back in 300 seconds', 'postponed', false],
    ['451 4.7.1 Try again later', 'postponed', false],
    ['452 4.2.2 Mailbox full', 'postponed', false],
    ['550 5.1.1 No such user', 'refused', true],
    ['550 5.1.10 Recipient domain takes no mail', 'refused', true],
    ['550 5.2.1 Mailbox closed', 'refused', true],
    ['553 5.1.7 Bad sender', 'refused', false],
    ['550 5.1.0 Sender denied', 'refused', false],
    ['550 5.1.90 Too much for today', 'refused', false],
    ['550 5.7.1 Not wanted here', 'refused', false],
    ['550 No such user, says an old server', 'refused', false],
    ['552 5.2.2 Mailbox full for good', 'refused', false],
  ])('%s to the recipient: %s, address dead: %s, and the others get theirs', async (answer, outcome, isAddressDead) => {
    const { server, transport } = await open({ onRcptTo: isAt('ada@reader.example', answer) })

    const told = await attempt(transport)
    await transport.send(message('bo@reader.example'), agree, never)

    expect(told).toMatchObject({ outcome, isAddressDead, isChannelDown: false, isHandedOver: false })
    expect(told.message).toContain(answer.slice(4))
    expect(server.received.map(({ to }) => to)).toEqual(['bo@reader.example'])
  })

  test.each([
    ['451 4.3.0 Not now', 'postponed'],
    ['421 4.3.2 Shutting down', 'postponed'],
    ['554 5.6.0 Spam', 'refused'],
  ])('%s to the whole message: %s', async (answer, outcome) => {
    const { server, transport } = await open({ onEnd: isAt('ada@reader.example', answer) })

    const told = await attempt(transport)
    await transport.send(message('bo@reader.example'), agree, never)

    expect(told).toMatchObject({ outcome, isAddressDead: false, isHandedOver: true })
    expect(server.received.map(({ to }) => to)).toEqual(['bo@reader.example'])
  })

  test('a server that goes away before the end has not got it; one that goes away after it may have', async () => {
    const { server, transport } = await open({
      onRcptTo: isAt('early@reader.example', 'drop'),
      onEnd: isAt('late@reader.example', 'drop'),
    })

    const [early, late] = [
      await attempt(transport, 'early@reader.example'),
      await attempt(transport, 'late@reader.example'),
    ]

    expect(early).toMatchObject({ outcome: 'postponed', isHandedOver: false })
    expect(late).toMatchObject({ outcome: 'unknown', isHandedOver: true })
    expect(server.received.map(({ to }) => to)).toEqual(['late@reader.example'])
  })

  test('a server that answers the end of a message too late is one of which nobody knows', async () => {
    const { transport } = await open({ pause: () => pause(3000) }, { timeouts: { answerMs: 500 } })

    expect(await attempt(transport)).toMatchObject({ outcome: 'unknown', isHandedOver: true })
  })

  test('answers that repeat an address are told without it', async () => {
    const { transport } = await open({ onRcptTo: () => '550 5.7.1 <ada@reader.example>: access denied' })

    expect((await attempt(transport)).message).toBe('The mail server said: 550 5.7.1 <a…@r…>: access denied')
  })
})

describe('a server that takes nothing from us is down, and nothing is held against the message', () => {
  test('when nobody listens', async () => {
    const { server } = await open()
    const transport = openTransport(server.port)
    await server.close()

    const told = await attempt(transport)

    expect(told).toMatchObject({ outcome: 'postponed', isChannelDown: true, isHandedOver: false })
    expect(told.message).toBe('The mail server cannot be used: ECONNREFUSED')
  })

  test.each(['421 4.3.2 Too many connections', '554 5.7.1 No mail from you', 'drop'])(
    'when it greets with %s',
    async (answer) => {
      const { transport } = await open({ onConnect: () => answer })

      expect(await attempt(transport)).toMatchObject({ outcome: 'postponed', isChannelDown: true })
    },
  )

  test('when it wants another login', async () => {
    const options = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_given: unknown, _session: unknown, done: (error: Error | null) => void) =>
        done(new Error('Unknown user')),
    }
    const { transport } = await open({ options }, { login: { user: 'ada', password: 'wrong' } })

    const told = await attempt(transport)

    expect(told).toMatchObject({ outcome: 'postponed', isChannelDown: true })
    expect(told.message).toContain('535')
    expect(told.message).not.toContain('wrong')
  })

  test('when it offers no TLS though that is required', async () => {
    const { server, transport } = await open({}, { tls: 'required' })

    expect(await attempt(transport)).toMatchObject({ outcome: 'postponed', isChannelDown: true })
    expect(server.received).toEqual([])
  })

  test('when its certificate is nobody’s though TLS is required; where TLS is optional it is used without asking', async () => {
    const withTls = { options: { disabledCommands: [] } }
    const strict = await open(withTls, { tls: 'required' })
    const easy = await open(withTls, { tls: 'optional' })

    expect(await attempt(strict.transport)).toMatchObject({ outcome: 'postponed', isChannelDown: true })
    expect(await easy.transport.check(never)).toContain('over TLS')
    expect(strict.server.received).toEqual([])
  })
})

test('a message that waits for its end is given up when the signal is aborted; what was handed over is waited for', async () => {
  const stopping = new AbortController()
  const slow = await open({ pause: () => pause(50) })

  const under = attempt(slow.transport, undefined, stopping.signal)
  await expect.poll(() => slow.server.connections()).toBe(1)
  await pause(25)
  stopping.abort()

  expect(await under).toMatchObject({ outcome: undefined, isHandedOver: true })
  await expect(slow.transport.send(message(), agree, stopping.signal)).rejects.toThrow()
  expect(slow.server.received).toHaveLength(1)
})

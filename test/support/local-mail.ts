import type { MailDeps } from '../../src/mail/mail-channel.ts'
import { createMessageMaker } from '../../src/mail/make-message.ts'
import { createSmtpTransport } from '../../src/mail/smtp/smtp-transport.ts'
import { pause } from '../../src/platform/pause.ts'

/** What mailing takes that hands messages to a server on this machine, by the program's own transport. */
export function openLocalMail(port: number, clock: () => number): MailDeps {
  const server = { host: '127.0.0.1', port, isSecure: false, tls: 'none' as const, login: undefined }
  return {
    transport: createSmtpTransport(server, { rate: 0, connections: 4, clock, pause }),
    makeMessage: createMessageMaker(undefined),
    ...{ from: { name: '', address: 'digest@papers.example' }, baseUrl: 'https://papers.example', clock },
    toReturnPath: () => 'bounces@papers.example',
    toDigestName: (id) => id,
  }
}

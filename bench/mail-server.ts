// Run by itself: a mail server on a free port of this machine that takes every message and keeps none; writes its port,
// and on SIGTERM how many messages it took, for how many different recipients.
//   node bench/mail-server.ts
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

const recipients = new Map<string, number>()
const server = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false, disableReverseLookup: true },
  onData(stream, { envelope }, done) {
    stream.resume()
    stream.once('end', () => {
      const to = envelope.rcptTo[0]?.address ?? ''
      recipients.set(to, (recipients.get(to) ?? 0) + 1)
      done()
    })
  },
})
server.on('error', () => undefined)
server.listen(0, '127.0.0.1', () => console.log((server.server.address() as AddressInfo).port))
process.once('SIGTERM', () => {
  const messages = [...recipients.values()].reduce((sum, count) => sum + count, 0)
  console.log(JSON.stringify({ messages, recipients: recipients.size }))
  process.exit()
})

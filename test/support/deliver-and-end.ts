// Run by itself: hands all open digests of a database over to a mail server on this machine, then ends; writes a line once
// it begins.
//   node deliver-and-end.ts DATABASE_URL PORT FOLDER
import { writeSync } from 'node:fs'
import { createMailChannel } from '../../src/mail/mail-channel.ts'
import { createMessageMaker } from '../../src/mail/make-message.ts'
import { createSmtpTransport } from '../../src/mail/smtp/smtp-transport.ts'
import { pause } from '../../src/platform/pause.ts'
import { beginWork } from '../../src/services/at-work.ts'
import { createDelivering } from '../../src/services/digests/delivering.ts'
import { openDatabase } from '../../src/store/db.ts'
import { deliveringDeps, DUE } from './some-deliveries.ts'

const [url = '', port = '', folder = ''] = process.argv.slice(2)
const db = openDatabase(url)
const { name: worker, listGone, leave } = beginWork(folder)
const clock = () => DUE
const server = { host: '127.0.0.1', port: Number(port), isSecure: false, tls: 'none' as const, login: undefined }
const transport = createSmtpTransport(server, { rate: 0, connections: 4, clock, pause })
const channel = createMailChannel(
  {
    ...{ transport, makeMessage: createMessageMaker(undefined), clock, baseUrl: 'https://papers.example' },
    ...{ from: { name: '', address: 'digest@papers.example' }, toReturnPath: () => 'bounces@papers.example' },
  },
  ({ digest }) => ({ subject: digest.title, html: `<p>${digest.id}</p>`, text: digest.id }),
)
const { deliverDue } = createDelivering(deliveringDeps(db, { worker, listGone, channels: [channel], atOnce: 8 }))
writeSync(1, 'begun\n')
// Others that work on the same digests may still have some.
while ((await deliverDue(new AbortController().signal)).nextAt !== undefined) await pause(20)
transport.close()
leave()
await db.destroy()

// Run by itself: hands all open digests of a database over to a mail server on this machine, then ends; writes a line once
// it begins.
//   node deliver-and-end.ts DATABASE_URL PORT FOLDER
import { writeSync } from 'node:fs'
import { createMailChannel } from '../../src/mail/mail-channel.ts'
import { pause } from '../../src/platform/pause.ts'
import { beginWork } from '../../src/services/at-work.ts'
import { createDelivering } from '../../src/services/digests/delivering.ts'
import { openDatabase } from '../../src/store/db.ts'
import { openLocalMail } from './local-mail.ts'
import { deliveringDeps, DUE } from './some-deliveries.ts'

const [url = '', port = '', folder = ''] = process.argv.slice(2)
const db = openDatabase(url)
const { name: worker, listGone, leave } = beginWork(folder)
const mail = openLocalMail(Number(port), () => DUE)
const channel = createMailChannel(mail, ({ digest }) => ({
  ...{ subject: digest.title, html: `<p>${digest.id}</p>`, text: digest.id },
}))
const { deliverDue } = createDelivering(
  deliveringDeps(db, { worker, listGone, channels: [channel], atOnce: 8, lookPause: pause }),
)
writeSync(1, 'begun\n')
// Others that work on the same digests may still have some.
while ((await deliverDue(new AbortController().signal)).nextAt !== undefined) await pause(20)
mail.transport.close()
leave()
await db.destroy()

// Run by itself: mails all questions to readers of a database that are to be mailed at an instant, to a server on this
// machine, then ends; writes a line once it begins.
//   node ask-and-end.ts DATABASE_URL PORT INSTANT
import { writeSync } from 'node:fs'
import { createNoteSenders } from '../../src/mail/mail-channel.ts'
import { createConfirmationSender } from '../../src/services/subscriptions/send-confirmations.ts'
import { openDatabase } from '../../src/store/db.ts'
import { openLocalMail } from './local-mail.ts'
import { SECRET } from './subscribers.ts'

const [url = '', port = '', instant = ''] = process.argv.slice(2)
const db = openDatabase(url)
const clock = (): number => Number(instant)
const mail = openLocalMail(Number(port), clock)
const toNote = ({ link }: { link: string }) => ({ subject: 'Do you?', html: `<p>${link}</p>`, text: link })
const notes = createNoteSenders(mail, { confirmation: toNote, link: toNote })
const send = createConfirmationSender({ db, clock, secret: SECRET, baseUrl: mail.baseUrl, ...notes })
writeSync(1, 'begun\n')
await send(new AbortController().signal)
mail.transport.close()
await db.destroy()

// Run by itself: plans, composes, freezes and delivers all digests of a database that are due at an instant, to a mail server
// on this machine, then ends. Writes a line once it begins, and one before each step. Kills itself before its write of
// that number to the database, where one is given.
//   node mail-and-end.ts DATABASE_URL PORT FOLDER INSTANT [WRITE]
import { writeSync } from 'node:fs'
import { createMailChannel } from '../../src/mail/mail-channel.ts'
import { pause } from '../../src/platform/pause.ts'
import { beginWork } from '../../src/services/at-work.ts'
import { createComposing } from '../../src/services/digests/composing.ts'
import { createDelivering } from '../../src/services/digests/delivering.ts'
import { openDatabase } from '../../src/store/db.ts'
import { openLocalMail } from './local-mail.ts'
import { deliveringDeps } from './some-deliveries.ts'

const [url = '', port = '', folder = '', instant = '', lastWrite = ''] = process.argv.slice(2)
let writes = 0
const db = openDatabase(url).withPlugin({
  transformQuery({ node }) {
    if (node.kind !== 'SelectQueryNode' && String(++writes) === lastWrite) process.kill(process.pid, 'SIGKILL')
    return node
  },
  transformResult: ({ result }) => Promise.resolve(result),
})
const { name: worker, listGone, leave } = beginWork(folder)
const clock = (): number => Number(instant)
const log = (): void => undefined
const signal = new AbortController().signal
const mail = openLocalMail(Number(port), clock)
const channel = createMailChannel(mail, ({ digest }) => {
  const text = digest.papers.map(({ id }) => id).join(' ')
  return { subject: digest.id, html: `<p>${text}</p>`, text }
})
const searching = { searchPapers: () => Promise.reject(new Error('Nobody wished for a search')) }
const composing = createComposing({ db, clock, log, searching })
const delivering = createDelivering(
  deliveringDeps(db, { worker, listGone, channels: [channel], atOnce: 8, clock, log }),
)

async function compose(): Promise<boolean> {
  tell('plan')
  await composing.planDue(signal)
  for (;;) {
    tell('compose')
    const { composed, failed, discarded } = await composing.composeDue(signal)
    if (composed.length + failed + discarded === 0) break
  }
  return ((await composing.findNextAt()) ?? Infinity) > clock()
}

async function deliver(): Promise<boolean> {
  tell('deliver')
  return (await delivering.deliverDue(signal)).nextAt === undefined
}

function tell(step: string): void {
  writeSync(1, `${step}\n`)
}

tell('begin')
// Side by side, as the lanes of the server are. Others that work on the same digests may still have some.
for (;;) {
  const [isComposed] = await Promise.all([compose(), deliver()])
  if ((await deliver()) && isComposed) break
  await pause(20)
}
mail.transport.close()
leave()
await db.destroy()

// Run by itself, the sender of bench/mail.ts: keeps digests in a database, delivers them, and prints {"sent", "seconds", …}
// as JSON.
//   node bench/mail-run.ts DATABASE_URL PORT COUNT
import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { performance } from 'node:perf_hooks'
import type { DigestId } from '../src/domain/digest.ts'
import type { OutgoingDigest } from '../src/domain/ports.ts'
import type { RecipientId, SubscriptionId } from '../src/domain/subscription.ts'
import { createMailChannel } from '../src/mail/mail-channel.ts'
import { createMessageMaker } from '../src/mail/make-message.ts'
import { createDigestRenderer } from '../src/mail/render-digest.ts'
import { createSampleDigest } from '../src/mail/sample-digest.ts'
import { createSmtpTransport } from '../src/mail/smtp/smtp-transport.ts'
import type { MailTransport } from '../src/mail/transport.ts'
import { pause } from '../src/platform/pause.ts'
import { createDigestNames } from '../src/services/bounces/digest-names.ts'
import { createReturnPaths } from '../src/services/bounces/return-paths.ts'
import { createDelivering } from '../src/services/digests/delivering.ts'
import { createSignedLinks } from '../src/services/subscriptions/signed-links.ts'
import { openDatabase } from '../src/store/db.ts'
import { migrateToLatest } from '../src/store/migrate.ts'
import { deliveringDeps, keepDigests } from '../test/support/some-deliveries.ts'

const BATCH = 500
const baseUrl = 'https://papers.example'
const [url = '', port = '', wanted = '0'] = process.argv.slice(2)
const count = Number(wanted)
const db = openDatabase(url)
await migrateToLatest(db)
for (let start = 0; start < count; start += BATCH) {
  await keepDigests(
    db,
    Array.from({ length: Math.min(BATCH, count - start) }, (_, index) => aDigest(start + index)),
  )
}

const secret = 'the secret of this bench'
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const server = { host: '127.0.0.1', port: Number(port), isSecure: false, tls: 'none' as const, login: undefined }
const transport = createSmtpTransport(server, { rate: 0, connections: 5, clock: Date.now, pause })
const measured = { bytes: 0, messages: 0, halfBytes: 0 }
const channel = createMailChannel(
  {
    transport: measure(transport),
    makeMessage: createMessageMaker({ domain: 'papers.example', selector: 'd1', key: privateKey }),
    ...{ from: { name: 'Papers', address: 'digest@papers.example' }, baseUrl, clock: Date.now },
    toReturnPath: createReturnPaths(secret, { base: 'bounces@papers.example', from: '' }).toReturnPath,
    toDigestName: createDigestNames(secret).toName,
  },
  createDigestRenderer({ siteName: 'Broadsheet', baseUrl }),
)
const { deliverDue } = createDelivering(
  deliveringDeps(db, {
    ...{
      channels: [channel],
      atOnce: 10,
      clock: Date.now,
      lookPause: pause,
      toLinks: createSignedLinks(secret, baseUrl).toLinks,
    },
    log: (event, facts) => console.error(event, facts),
  }),
)
const [start, before] = [performance.now(), process.cpuUsage()]
let sent = 0
for (let isOpen = true; isOpen;) {
  const report = await deliverDue(new AbortController().signal)
  sent += report.sent
  isOpen = report.nextAt !== undefined
}
const seconds = (performance.now() - start) / 1000
const { user, system } = process.cpuUsage(before)
transport.close()
await db.destroy()
console.log(
  JSON.stringify({
    ...{ sent, seconds, cpuSeconds: (user + system) / 1e6, halfBytes: measured.halfBytes },
    ...{ peakBytes: process.resourceUsage().maxRSS * 1024, messageBytes: measured.bytes / measured.messages },
  }),
)
await wait(0)

/** A digest of eight made-up papers for a recipient of its own. */
function aDigest(number: number): OutgoingDigest {
  const at = Date.now()
  const sample = createSampleDigest({ baseUrl, address: `reader-${number}@reader.example`, at })
  const key = Buffer.from(String(number).padStart(16, '0')).toString('base64url')
  const [recipientId, subscriptionId] = [key as RecipientId, key as SubscriptionId]
  return {
    ...sample,
    recipient: { ...sample.recipient, id: recipientId, secret: key },
    subscription: { ...sample.subscription, id: subscriptionId, recipientId },
    digest: { ...sample.digest, id: `${key}.${sample.digest.to}` as DigestId, subscriptionId, dueAt: at },
  }
}

function measure(inner: MailTransport): MailTransport {
  return {
    ...inner,
    async send(message, onHandOver, signal) {
      await inner.send(message, onHandOver, signal)
      measured.bytes += message.bytes.length
      if (++measured.messages === Math.floor(count / 2)) measured.halfBytes = process.memoryUsage().rss
    },
  }
}

import { execFileSync, type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Postfix and Dovecot as Debian has them, with folders of their own: mail that is sent is read by IMAP. */
export type DebianMail = {
  smtpPort: number
  /** What of a mailbox can be read by IMAP, oldest first; waits until there are so many messages. */
  readBox(name: string, count: number): Promise<Buffer[]>
  /** What Postfix wrote down. */
  readLog(): string
  close(): Promise<void>
}

/** The domain whose mailboxes are here. */
export const BOX_DOMAIN = 'readers.test'
const PASSWORD = 'known-to-all'
/** The user of mailboxes, whom every Debian has. */
const NOBODY = 65_534
const PATIENCE_MS = 20_000

/** Why they cannot be started on this machine; `undefined` where they can. */
export function findMailObstacle(): string | undefined {
  const missing = ['/usr/sbin/postfix', '/usr/sbin/dovecot', '/usr/bin/openssl'].filter((path) => !existsSync(path))
  if (missing.length > 0) return `${missing.join(' and ')} are not installed (apt-get install postfix dovecot-imapd)`
  return process.getuid?.() === 0 ? undefined : 'Postfix can be started by root alone'
}

/**
 * Starts both. `bounces+…` is delivered to `bounces`.
 *
 * @param boxes names of mailboxes; mail to others is refused with 550 5.1.1
 * @param gone names to which mail is taken, and comes back in a moment
 */
export async function startDebianMail(boxes: readonly string[], gone: readonly string[] = []): Promise<DebianMail> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-mail-'))
  chmodSync(folder, 0o755)
  const [smtpPort, imapPort] = [await findFreePort(), await findFreePort()]
  const config = writePostfix(folder, { boxes: [...boxes, ...gone], gone, port: smtpPort })
  execFileSync('/usr/sbin/postfix', ['-c', config, 'start'], { stdio: 'pipe' })
  const dovecot = spawn('/usr/sbin/dovecot', ['-F', '-c', writeDovecot(folder, imapPort)], { stdio: 'ignore' })
  const close = async (): Promise<void> => {
    execFileSync('/usr/sbin/postfix', ['-c', config, 'stop'], { stdio: 'pipe' })
    await end(dovecot)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await Promise.all([smtpPort, imapPort].map(waitForPort))
  } catch (error) {
    await close()
    throw error
  }
  return {
    smtpPort,
    readBox: (name, count) => readBox(imapPort, name, count),
    readLog: () => readFileSync(join(folder, 'mail.log'), 'utf8'),
    close,
  }
}

type Wish = { boxes: readonly string[]; gone: readonly string[]; port: number }

function writePostfix(folder: string, { boxes, gone, port }: Wish): string {
  const config = join(folder, 'postfix')
  const { uid, gid } = { uid: toNumber('-u'), gid: toNumber('-g') }
  for (const name of ['postfix', 'queue', 'boxes', 'data']) mkdirSync(join(folder, name))
  chownSync(join(folder, 'data'), uid, gid)
  chownSync(join(folder, 'boxes'), NOBODY, NOBODY)
  const [key, certificate] = [join(config, 'key.pem'), join(config, 'certificate.pem')]
  const subject = ['-subj', '/CN=mail.owls.test', '-days', '2', '-keyout', key, '-out', certificate]
  execFileSync('/usr/bin/openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'pipe' })
  const map = boxes.map((name) => `{ ${name}@${BOX_DOMAIN} = ${name}/ }`).join(' ')
  const returned = gone.map((name) => `{ ${name}@${BOX_DOMAIN} = gone: }`)
  const settings = {
    ...{ recipient_delimiter: '+', ...(gone.length > 0 && { transport_maps: `inline:{ ${returned.join(' ')} }` }) },
    ...{ compatibility_level: '3.6', queue_directory: join(folder, 'queue'), data_directory: join(folder, 'data') },
    ...{ myhostname: 'mail.owls.test', mydestination: '', mynetworks: '127.0.0.0/8', inet_interfaces: '127.0.0.1' },
    ...{ inet_protocols: 'ipv4', maillog_file: join(folder, 'mail.log'), maillog_file_prefixes: folder },
    ...{ virtual_mailbox_domains: BOX_DOMAIN, virtual_mailbox_base: join(folder, 'boxes') },
    ...{ virtual_mailbox_maps: `inline:{ ${map} }`, virtual_uid_maps: `static:${NOBODY}` },
    ...{ virtual_gid_maps: `static:${NOBODY}`, smtpd_tls_cert_file: certificate, smtpd_tls_key_file: key },
    ...{ smtpd_tls_security_level: 'may', smtpd_recipient_restrictions: 'reject_unauth_destination' },
    // Nothing leaves this machine, whatever a test sends where.
    ...{ default_transport: 'error:no mail leaves the test', relay_transport: 'error:no mail leaves the test' },
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`)
  writeFileSync(join(config, 'main.cf'), lines.join(''))
  // Status 67 says that there is no such user (sysexits.h): the message was taken, and comes back.
  const refuse = join(folder, 'refuse')
  writeFileSync(refuse, '#!/bin/sh\necho nobody has this mailbox any more\nexit 67\n', { mode: 0o755 })
  const master = MASTER.replace('PORT', `127.0.0.1:${port}`)
  writeFileSync(join(config, 'master.cf'), `${master}gone unix - n n - - pipe user=nobody argv=${refuse}\n`)
  return config
}

const MASTER = `PORT inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`

function writeDovecot(folder: string, port: number): string {
  const path = join(folder, 'dovecot.conf')
  const box = join(folder, 'boxes', '%n')
  const text = `base_dir = ${join(folder, 'dovecot')}
log_path = ${join(folder, 'dovecot.log')}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${box}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${box}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`
  writeFileSync(path, text)
  return path
}

function toNumber(option: '-u' | '-g'): number {
  return Number(execFileSync('/usr/bin/id', [option, 'postfix'], { encoding: 'utf8' }))
}

async function readBox(port: number, name: string, count: number): Promise<Buffer[]> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await fetchAll(port, name)
    if (found.length >= count) return found
    if (performance.now() > until) throw new Error(`${name} has ${found.length} messages, and not ${count}`)
    await wait(100)
  }
}

/** The little of IMAP (RFC 9051) that it takes: all messages of one's mailbox, whole. */
async function fetchAll(port: number, name: string): Promise<Buffer[]> {
  const socket = connect(port, '127.0.0.1')
  let received = Buffer.alloc(0)
  const asked = [`a1 LOGIN ${name} ${PASSWORD}`, 'a2 SELECT INBOX', 'a3 FETCH 1:* (BODY.PEEK[])', 'a4 LOGOUT']
  socket.write(`${asked.join('\r\n')}\r\n`)
  for await (const part of socket) received = Buffer.concat([received, part as Buffer])
  const found: Buffer[] = []
  for (let at = 0; ;) {
    const head = /BODY\[\] \{(\d+)\}\r\n/.exec(received.toString('latin1', at))
    if (!head) return found
    const begin = at + head.index + head[0].length
    at = begin + Number(head[1])
    found.push(received.subarray(begin, at))
  }
}

/** A port that nobody has at present. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function waitForPort(port: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (!(await isOpen(port))) {
    if (performance.now() > until) throw new Error(`Nothing listens on port ${port}`)
    await wait(50)
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return
  const ended = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGTERM')
  await ended
}

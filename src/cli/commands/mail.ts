import { defineCommand } from 'citty'
import { openMailExamination, openMailOperation } from '../../compose-mail.ts'
import { loadConfig } from '../../config/config.ts'
import { AppError } from '../../domain/error.ts'
import { parseMailAddress } from '../../domain/mail-address.ts'
import type { Recipient } from '../../domain/subscription.ts'
import type { NotedReport } from '../../services/bounces/note-report.ts'
import { type Diagnosis, diagnose } from '../../services/doctor/check.ts'
import { toFindingLines, toFindingSummary } from '../finding-lines.ts'
import type { Help } from '../help.ts'
import { listInputFiles } from '../input-files.ts'
import { writeLines } from '../lines-out.ts'
import { toSuppressedJson, toSuppressedLine } from '../suppressed-lines.ts'

const FAILED_STATUS = 1
/** A report holds the message that it is of, at most; what is longer is cut. */
const MOST_BYTES = 2_000_000

const ACTIONS = ['check', 'bounced', 'suppress', 'allow'] as const
const MOST_LISTED = 1000
const BY_OPERATOR = 'Whoever runs this server was asked to send nothing here.'

/** `broadsheet mail check`: a line for each thing that must be right; all else: what was done about an address. */
export const mailCommand = defineCommand({
  meta: { name: 'mail' },
  args: {
    action: { type: 'positional', required: true, valueHint: ACTIONS.join('|'), description: 'What to do' },
    file: {
      type: 'positional',
      required: false,
      description: 'With bounced: the message that came back; - reads it from standard input',
    },
    to: {
      type: 'string',
      description:
        'With check: where to send a test message. With bounced: the address that the message came back to. With suppress, allow: the address',
    },
    json: {
      type: 'boolean',
      default: false,
      description: 'For programs: with check a list of objects as JSON, with suppress without --to an object a line',
    },
  },
  async run({ args: { action, file, to, json } }) {
    if (json && action !== 'check' && (action !== 'suppress' || to !== undefined)) {
      throw new AppError('invalid', '--json is for check, and for suppress without --to.')
    }
    if (action === 'check') {
      if (file !== undefined) throw new AppError('invalid', `Unexpected word: "${file}".`)
      return check(to === undefined ? undefined : parseMailAddress(to).address, json)
    }
    if (action === 'suppress' || action === 'allow') {
      if (file !== undefined) throw new AppError('invalid', `Unexpected word: "${file}". Name the address by --to.`)
      await writeLines(await suppressOrAllow(action, to, json))
      return 0
    }
    if (action !== 'bounced') {
      throw new AppError('invalid', `Unknown action "${action}": it is ${ACTIONS.join(', ')}.`)
    }
    if (file === undefined) throw new AppError('invalid', 'Name the message that came back, or - for standard input.')
    process.stdout.write(`${await noteBounce(file, to)}\n`)
    return 0
  },
})

async function check(testTo: string | undefined, isJson: boolean): Promise<number> {
  const examination = await openMailExamination(loadConfig())
  const found: Diagnosis[] = []
  try {
    for await (const diagnosis of diagnose(examination.listChecks(testTo))) {
      found.push(diagnosis)
      if (!isJson) process.stdout.write(toFindingLines(diagnosis))
    }
  } finally {
    examination.close()
  }
  process.stdout.write(isJson ? `${JSON.stringify(found, null, 2)}\n` : toFindingSummary(found))
  return found.some(({ outcome }) => outcome === 'failure') ? FAILED_STATUS : 0
}

async function noteBounce(path: string, to: string | undefined): Promise<string> {
  const text = await readMessage(path)
  const operation = await openMailOperation(loadConfig())
  try {
    return toWords(await operation.noteReport(text, to))
  } finally {
    await operation.close()
  }
}

/** Without an address, `suppress` lists to whom nothing is sent: what it changes is seen there. */
async function suppressOrAllow(
  action: 'suppress' | 'allow',
  to: string | undefined,
  isJson: boolean,
): Promise<readonly string[]> {
  const { suppressing, close } = await openMailOperation(loadConfig())
  try {
    if (to === undefined && action === 'allow') throw new AppError('invalid', 'Name the address by --to.')
    if (to === undefined) return listSuppressed(await suppressing.list(MOST_LISTED), isJson)
    if (action === 'suppress') {
      const isNews = await suppressing.suppress(to, BY_OPERATOR)
      return isNews
        ? ['Nothing is sent to this address any more, and its subscriptions have ended.']
        : ['Nothing was sent to this address any more already.']
    }
    await suppressing.allow(to)
    return ['This address may be written to again. Its subscriptions have ended: their reader may subscribe again.']
  } finally {
    await close()
  }
}

function listSuppressed(recipients: readonly Recipient[], isJson: boolean): readonly string[] {
  if (isJson) return recipients.map(toSuppressedJson)
  return recipients.length === 0 ? ['There is no address to which nothing is sent.'] : recipients.map(toSuppressedLine)
}

// As bytes that are letters: a message may be in any encoding, and what is looked for is ASCII.
async function readMessage(path: string): Promise<string> {
  const { files } = await listInputFiles([path])
  const [file] = files
  if (!file || files.length > 1) throw new AppError('not_found', `There is no such file: ${path}`)
  let text = ''
  for await (const bytes of file.bytes()) {
    if (text.length < MOST_BYTES) text += Buffer.from(bytes).toString('latin1')
  }
  return text.slice(0, MOST_BYTES)
}

function toWords({ outcome, recipient, says = '' }: NotedReport): string {
  const words: Record<NotedReport['outcome'], string> = {
    suppressed: `Nothing is sent to recipient ${recipient} any more. ${says}`,
    known: `Nothing was sent to recipient ${recipient} any more already. ${says}`,
    kept: `Recipient ${recipient} is sent to as before: this is not about the address. ${says}`,
    unreadable: 'This is no report of a message that cannot be delivered, and no complaint. Nothing was changed.',
    unrecognised: 'Nobody who gets digests is named in this report. Nothing was changed.',
  }
  return words[outcome]
}

/** What `broadsheet mail --help` says. */
export const mailHelp: Help = {
  summary: 'check how mail goes out, and take in what comes back',
  about: [
    '"check" looks at the settings of mail, connects to the mail server, and compares what the DNS says (DKIM, SPF, DMARC) ' +
      'with the settings and the key. With --to it sends a made-up digest there, signed and with every header of a real one. ' +
      'Each line begins with "ok", "warning", "failure" or "skipped", as those of "doctor".',
    '"bounced" reads a message that came back: a report of a mail server (RFC 3464), or of a provider whose user complained ' +
      '(ARF). It finds out whom it is about by the address it came back to (MAIL_RETURN_PATH) or by the digest it is of. An ' +
      'address that takes nothing, or whose reader complained, is sent nothing more; its reader and "doctor" say why. It is made ' +
      'for a pipe of the mail server: whatever it reads it takes, and only where the database does not answer it asks to try ' +
      'again (status 75).',
    '"suppress" sends nothing more to the address that --to names, and ends its subscriptions; without --to it lists such ' +
      'addresses and why; of webhooks and topics, whose addresses are secrets, their hosts and a few letters. "allow" has an address written to again: what ended stays ended.',
  ],
  examples: [
    ['broadsheet mail check', 'Looks at settings, mail server and DNS.'],
    ['broadsheet mail check --to ann@example.org', 'The same, and sends a test message.'],
    ['broadsheet mail bounced - < report.eml', 'Takes in a report.'],
    ['broadsheet mail suppress', 'Lists the addresses to which nothing is sent, and why.'],
    ['broadsheet mail allow --to ann@example.org', 'Has an address written to again.'],
    [
      'bounces: "|/usr/bin/broadsheet mail bounced -"',
      'In /etc/aliases of Postfix or Exim: takes in every report that comes to bounces+KEY@….',
    ],
  ],
  statuses: { 0: 'nothing has failed', 1: 'a check has failed', 75: 'the database does not answer: try again' },
  seeAlso: ['broadsheet digests --help', 'broadsheet doctor --help', 'docs/operating.md'],
}

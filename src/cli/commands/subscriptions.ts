import { text as readStream } from 'node:stream/consumers'
import { defineCommand } from 'citty'
import { type Operation, openOperation } from '../../compose-channels.ts'
import { loadConfig } from '../../config/config.ts'
import { AppError } from '../../domain/error.ts'
import { NO_SECRET } from '../../domain/lost-secret.ts'
import { LAST_HOUR, MOST_DIGEST_PAPERS, USUAL_DIGEST_PAPERS } from '../../domain/order-limits.ts'
import {
  type AddressedSubscription,
  CHANNELS,
  type ChannelName,
  SUBSCRIPTION_STATES,
  type SubscriptionId,
  type SubscriptionState,
} from '../../domain/subscription.ts'
import { WISH_FORMS } from '../../domain/wish-text.ts'
import { toMinute } from '../../domain/time.ts'
import type { Help } from '../help.ts'
import { writeLines } from '../lines-out.ts'
import { parseRhythm, parseWhat } from '../order-words.ts'
import { LIST_HEADS, toFactLines, toJsonLine, toListLine, toShownLines } from '../subscription-lines.ts'

const ACTIONS = ['add', 'list', 'show', 'pause', 'resume', 'end', 'forget'] as const
const PAGE_SIZE = 500
const STANDARD_INPUT = '-'
const NO_SUBSCRIPTIONS = 'There are no subscriptions.'

/** `broadsheet subscriptions ACTION [ID]`: what an operator does with everybody's subscriptions; results on stdout. */
export const subscriptionsCommand = defineCommand({
  meta: { name: 'subscriptions' },
  args: {
    action: { type: 'positional', required: true, valueHint: ACTIONS.join('|'), description: 'What to do' },
    id: { type: 'positional', required: false, description: 'The subscription to show, pause, resume or end' },
    channel: {
      type: 'string',
      default: 'mail',
      description: `With add, forget, and list --address: ${CHANNELS.join(', ')}`,
    },
    address: {
      type: 'string',
      description: 'With add, list, forget: where digests go; - reads it from standard input',
    },
    state: {
      type: 'string',
      description: `With list: only those in these states, with commas between: ${SUBSCRIPTION_STATES.join(', ')}`,
    },
    what: {
      type: 'string',
      default: 'trending',
      description: `With add: ${WISH_FORMS.join(', ')}`,
    },
    days: { type: 'string', default: 'weekdays', description: 'With add: daily, weekdays, or days such as mon,thu' },
    weekly: {
      type: 'boolean',
      default: false,
      description: 'With add: the papers of a week, on the one day of --days',
    },
    hour: { type: 'string', default: '7', description: `With add: the full hour, 0 to ${LAST_HOUR}` },
    zone: { type: 'string', default: 'UTC', description: 'With add: the time zone, as in Europe/Oslo' },
    size: {
      type: 'string',
      default: String(USUAL_DIGEST_PAPERS),
      description: `With add: papers in a digest at most, 1 to ${MOST_DIGEST_PAPERS}`,
    },
    empty: { type: 'boolean', default: false, description: 'With add: send a digest also when no paper is worth it' },
    ask: { type: 'boolean', default: false, description: 'With add, for mail: ask the reader first, by mail' },
    secrets: {
      type: 'boolean',
      default: false,
      description: 'With show: the whole address, private link, webhook key',
    },
    json: { type: 'boolean', default: false, description: 'With list: an object a line, for programs' },
  },
  async run({ args }) {
    const action = ACTIONS.find((known) => known === args.action)
    if (!action) {
      throw new AppError('invalid', `Unknown action "${args.action}": it is ${ACTIONS.join(', ')}.`)
    }
    const work = toWork(action, args)
    const operation = await openOperation(loadConfig())
    try {
      await writeLines(await work(operation))
    } finally {
      await operation.close()
    }
  },
})

type Args = {
  id?: string | undefined
  channel: string
  address?: string | undefined
  state?: string | undefined
  what: string
  days: string
  weekly: boolean
  hour: string
  zone: string
  size: string
  empty: boolean
  ask: boolean
  secrets: boolean
  json: boolean
}
type Lines = Iterable<string> | AsyncIterable<string>

/** Reads all words before anything is opened. */
function toWork(action: (typeof ACTIONS)[number], args: Args): (operation: Operation) => Promise<Lines> {
  if ((action === 'list' || action === 'add') && args.id !== undefined) {
    throw new AppError('invalid', `Unexpected word: "${args.id}". "broadsheet subscriptions --help" says more.`)
  }
  if (action === 'list') return toList(args)
  if (args.json) throw new AppError('invalid', '--json is for list.')
  if (action === 'add') return toAddition(args)
  if (action === 'forget') return toForgetting(args)
  const id = readId(action, args.id)
  if (action === 'show') return (operation) => showLines(operation, id, args.secrets)
  return async (operation) => {
    const { state, nextAt } = await operation[action](id)
    return [`${id} is ${state}.${nextAt === undefined ? '' : ` The next digest goes out at ${toMinute(nextAt)}.`}`]
  }
}

function readId(action: string, id: string | undefined): SubscriptionId {
  if (id === undefined) throw new AppError('invalid', `Name the subscription: broadsheet subscriptions ${action} ID`)
  return id as SubscriptionId
}

function toForgetting({ id, channel, address }: Args): (operation: Operation) => Promise<Lines> {
  if (id !== undefined || address === undefined) {
    throw new AppError('invalid', 'Say whom to forget: broadsheet subscriptions forget --address=ADDRESS')
  }
  const name = readChannel(channel)
  return async (operation) => [
    (await operation.forget(name, await readAddress(address)))
      ? 'All that was kept of this address is deleted.'
      : 'All but the address is deleted: nothing may be sent to it, and that is remembered.',
  ]
}

async function readAddress(given: string): Promise<string> {
  return given === STANDARD_INPUT ? (await readStream(process.stdin)).trim() : given
}

function toAddition(args: Args): (operation: Operation) => Promise<Lines> {
  const channel = readChannel(args.channel)
  if (args.address === undefined)
    throw new AppError('invalid', 'Say where digests go: --address=ADDRESS, or - to read it.')
  if (args.ask && channel !== 'mail')
    throw new AppError('invalid', 'Only mailboxes can be asked first: leave --ask away.')
  if (!/^\d{1,2}$/.test(args.size)) {
    throw new AppError('invalid', `--size is a whole number from 1 to ${MOST_DIGEST_PAPERS}.`)
  }
  const { days, weekly, hour, zone, address } = args
  const rhythm = parseRhythm({ days, weekly, hour, zone })
  const order = { wish: parseWhat(args.what), rhythm, size: Number(args.size), sendsEmpty: args.empty }
  return async (operation) => {
    const added = await operation.add({ channel, address: await readAddress(address), order, asks: args.ask })
    if ('expiresAt' in added) {
      const asked = `A question goes to ${added.address}. It may be answered until ${toMinute(added.expiresAt)}.`
      return added.doubt === undefined ? [asked] : [asked, added.doubt]
    }
    return [
      ...toShownLines(added, operation.findMissing(channel), added.doubt),
      ...(channel === 'webhook' ? [describeKey(operation, added)] : []),
    ]
  }
}

function describeKey(operation: Operation, { recipient, subscription }: AddressedSubscription): string {
  const key = operation.findWebhookKey(recipient)
  if (key !== undefined) return `It is signed with the key ${key}`
  return `It is signed with a key that the first start of the server makes: see "broadsheet subscriptions show ${subscription.id} --secrets" then.`
}

function readChannel(name: string): ChannelName {
  const channel = CHANNELS.find((known) => known === name)
  if (!channel) throw new AppError('invalid', `--channel "${name}" is none. It is ${CHANNELS.join(', ')}.`)
  return channel
}

function toList({ channel, address, state, json }: Args): (operation: Operation) => Promise<Lines> {
  const [name, states] = [readChannel(channel), state === undefined ? undefined : readStates(state)]
  return async (operation) => {
    const place = address === undefined ? undefined : { channel: name, address: await readAddress(address) }
    return listLines(operation, { place, states }, json)
  }
}

function readStates(text: string): readonly SubscriptionState[] {
  return text.split(',').map((name) => {
    const state = SUBSCRIPTION_STATES.find((known) => known === name.trim())
    if (!state) throw new AppError('invalid', `--state "${name}" is none. It is ${SUBSCRIPTION_STATES.join(', ')}.`)
    return state
  })
}

type Only = Parameters<Operation['list']>[1]

async function* listLines(operation: Operation, only: Only, isJson: boolean): AsyncGenerator<string> {
  let after: SubscriptionId | undefined
  let isFirst = true
  for (;;) {
    const page = await operation.list({ size: PAGE_SIZE, after }, only)
    if (isFirst && page.length === 0 && !isJson)
      yield only?.place || only?.states ? 'There are none.' : NO_SUBSCRIPTIONS
    if (isFirst && page.length > 0 && !isJson) yield LIST_HEADS
    for (const listed of page) yield isJson ? toJsonLine(listed) : toListLine(listed)
    if (page.length < PAGE_SIZE) return
    after = page.at(-1)?.subscription.id
    isFirst = false
  }
}

async function showLines(operation: Operation, id: SubscriptionId, hasSecrets: boolean): Promise<string[]> {
  const shown = await operation.get(id)
  const { recipient } = shown
  const lines = toShownLines(shown, operation.findMissing(recipient.channel))
  if (!hasSecrets) return lines
  const key = recipient.channel === 'webhook' ? (operation.findWebhookKey(recipient) ?? NO_SECRET) : undefined
  const secrets = [
    ['Address', recipient.address],
    ['Private link', operation.toInboxUrl(recipient)],
    ['Webhook key', key],
  ] as const
  return [...lines, '', ...toFactLines(secrets)]
}

/** What `broadsheet subscriptions --help` says. */
export const subscriptionsHelp: Help = {
  summary: 'add, show and end the subscriptions of readers and rooms',
  about: [
    'add begins a subscription: to a mailbox, a chat (Slack, Discord, Teams, Telegram, Matrix, ntfy), a webhook or a file. ' +
      'It begins at once; with --ask the reader of a mailbox is asked first. docs/channels.md tells, for each channel, how ' +
      'to come by its address.',
    'pause and resume stop digests and have them go on; end ends a subscription for good. All of them change the database: ' +
      'a server that runs follows within a minute.',
    'forget deletes all that is kept of an address: its subscriptions, past digests and feedback. Readers can do so too, on ' +
      'the page behind their private link.',
    'Addresses of webhooks and topics are secrets: list and show tell their hosts and a few letters. "--address=-" keeps ' +
      'one out of the history of your shell.',
  ],
  examples: [
    [
      'broadsheet subscriptions add --address=ann@example.org --what="search:owls" --zone=Europe/Oslo',
      'Sends papers on owls on weekdays at 7 in Oslo.',
    ],
    [
      'broadsheet subscriptions add --channel=slack --address=- --what=category:cs.CL < webhook.txt',
      'Sends the papers of a category to a channel of Slack.',
    ],
    [
      'broadsheet subscriptions add --channel=file --address="/srv/{day}.md" --days=mon --weekly',
      'Writes a file each Monday.',
    ],
    ['broadsheet subscriptions list --address=ann@example.org', 'Lists those of one reader.'],
    [
      `broadsheet subscriptions list --json | jq -r 'select(.suppressed) | .id'`,
      'Lists those to whom nothing is sent.',
    ],
    ['broadsheet subscriptions end dGhlIHNlY3JldCBvZiBpdA', 'Ends one.'],
    [
      'broadsheet subscriptions forget --address=ann@example.org',
      'Deletes all that is kept of a reader who asks for it.',
    ],
  ],
  seeAlso: ['docs/channels.md', 'docs/mail.md', 'broadsheet config show'],
}

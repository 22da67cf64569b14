import { defineCommand } from 'citty'
import { type DigestOperation, openDigestOperation } from '../../compose-subscriptions.ts'
import { loadConfig } from '../../config/config.ts'
import { DELIVERY_STATES, type DigestId, type ListedState } from '../../domain/digest.ts'
import { AppError } from '../../domain/error.ts'
import type { SubscriptionId } from '../../domain/subscription.ts'
import { DELIVERY_HEADS, toDeliveryJson, toDeliveryLine, toDigestLines } from '../delivery-lines.ts'
import type { Help } from '../help.ts'
import { writeLines } from '../lines-out.ts'

const ACTIONS = ['list', 'show', 'resend', 'send'] as const
const STATES: readonly ListedState[] = [...DELIVERY_STATES, 'empty']
const MOST_LISTED = 10_000

/** `broadsheet digests ACTION [ID]`: how it stands with deliveries, and what an operator does about them; on stdout. */
export const digestsCommand = defineCommand({
  meta: { name: 'digests' },
  args: {
    action: { type: 'positional', required: true, valueHint: ACTIONS.join('|'), description: 'What to do' },
    id: {
      type: 'positional',
      required: false,
      description: 'The digest to show or to resend; with send, the subscription whose next digest is to go out',
    },
    state: {
      type: 'string',
      description: `With list: only those in these states, with commas between: ${STATES.join(', ')}`,
    },
    size: { type: 'string', default: '50', description: 'With list: at most so many' },
    json: { type: 'boolean', default: false, description: 'With list and show: JSON for programs' },
  },
  async run({ args }) {
    const work = toWork(args)
    const operation = await openDigestOperation(loadConfig())
    try {
      await writeLines(await work(operation))
    } finally {
      await operation.close()
    }
  },
})

type Args = { action: string; id?: string | undefined; state?: string | undefined; size: string; json: boolean }
type Work = (operation: DigestOperation) => Promise<Iterable<string>>

/** Reads all words before anything is opened. */
function toWork({ action, id, state, size, json }: Args): Work {
  if (action === 'list') {
    if (id !== undefined) throw new AppError('invalid', `Unexpected word: "${id}".`)
    return list(readStates(state), readSize(size), json)
  }
  if (!ACTIONS.some((known) => known === action)) {
    throw new AppError('invalid', `Unknown action "${action}": it is ${ACTIONS.join(', ')}.`)
  }
  if (id === undefined) {
    const what = action === 'send' ? 'the subscription' : 'the digest'
    throw new AppError('invalid', `Name ${what}: broadsheet digests ${action} ID`)
  }
  if (action === 'show') return show(id as DigestId, json)
  if (json) throw new AppError('invalid', '--json is for list and show.')
  return action === 'resend' ? resend(id as DigestId) : send(id as SubscriptionId)
}

function list(states: readonly ListedState[], size: number, isJson: boolean): Work {
  return async (operation) => {
    const found = await operation.list(states, size)
    if (isJson) return found.map(toDeliveryJson)
    return found.length === 0 ? ['There are none.'] : [DELIVERY_HEADS, ...found.map(toDeliveryLine)]
  }
}

function show(id: DigestId, isJson: boolean): Work {
  return async (operation) => {
    const shown = await operation.show(id)
    return isJson ? [JSON.stringify(shown.digest, null, 2)] : toDigestLines(shown)
  }
}

function resend(id: DigestId): Work {
  return async (operation) => {
    await operation.resend(id)
    return ['It is sent again, as it was composed, by the server that runs.']
  }
}

function send(id: SubscriptionId): Work {
  return async (operation) => {
    await operation.send(id)
    return [
      'Noted: the server that runs composes it, and sends it unless no paper is worth it.',
      `What became of it: broadsheet subscriptions show ${id.startsWith('-') ? '-- ' : ''}${id}`,
    ]
  }
}

function readStates(text: string | undefined): readonly ListedState[] {
  if (text === undefined) return STATES
  return text.split(',').map((name) => {
    const state = STATES.find((known) => known === name.trim())
    if (!state) throw new AppError('invalid', `--state "${name}" is none. It is ${STATES.join(', ')}.`)
    return state
  })
}

function readSize(text: string): number {
  const size = Number(text)
  if (/^\d{1,6}$/.test(text) && size >= 1 && size <= MOST_LISTED) return size
  throw new AppError('invalid', `--size is a whole number from 1 to ${MOST_LISTED}.`)
}

/** What `broadsheet digests --help` says. */
export const digestsHelp: Help = {
  summary: 'show what became of digests, and send some again',
  about: [
    '"list" shows digests on their way and those that ended, the newest first: waiting for a try, claimed by a worker, sent, ' +
      'failed, dropped because they were too late, empty because no paper was worth it, or unknown. Unknown are those whose server or sender went away after all of the ' +
      'message had gone out: it may have arrived, and is not sent again by itself. docs/operating.md has the whole rule.',
    '"show" tells what a digest holds, and how it stands with it. "resend" has one sent again as it was composed, whatever ' +
      'became of it: who has it already gets it twice. "send" has a digest of a subscription composed and sent now.',
    '"resend" and "send" note what is to be done. The server that runs looks for it every fifteen seconds, and takes some ' +
      'seconds more to compose a digest and hand it over.',
  ],
  examples: [
    ['broadsheet digests list', 'Shows the last fifty.'],
    ['broadsheet digests list --state=failed,unknown', 'Shows those that somebody may want to look at.'],
    [
      'broadsheet digests list --state=unknown --json | jq -r .id | xargs -n1 broadsheet digests resend',
      'Sends all again of which nobody knows: some arrive twice.',
    ],
    ['broadsheet digests send SUBSCRIPTION', 'Does not wait for the hour of a subscription.'],
  ],
  seeAlso: ['broadsheet subscriptions --help', 'broadsheet mail --help', 'docs/operating.md'],
}

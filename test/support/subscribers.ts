import type { ConfirmationMail, LinkMail } from '../../src/domain/ports.ts'
import { createSubscribing, type Subscribing } from '../../src/services/subscriptions/subscribing.ts'
import type { Order } from '../../src/services/subscriptions/check-order.ts'
import type { AskLimits } from '../../src/services/subscriptions/limits.ts'
import {
  type ConfirmationRound,
  createConfirmationSender,
} from '../../src/services/subscriptions/send-confirmations.ts'
import type { Db } from '../../src/store/db.ts'

/** Noon in Greenwich on Friday 20 November 2026. */
export const FRIDAY_NOON = Date.parse('2026-11-20T12:00:00Z')

/** The installation's secret in tests. */
export const SECRET = 'a secret of forty-three letters for the tests'

/** An order with what a test is not about filled in: what trends, on weekdays at seven in Oslo. */
export function anOrder(wish: Partial<Order> = {}): Order {
  const rhythm = { span: 'day', weekdays: [1, 2, 3, 4, 5], hour: 7, zone: 'Europe/Oslo' } as const
  return { wish: { kind: 'trending' }, rhythm, size: 10, sendsEmpty: false, ...wish }
}

/** A mail that went out, and to whom. */
export type SentMail =
  | { kind: 'question'; to: string; token: string; mail: ConfirmationMail }
  | { kind: 'link'; to: string; secret: string; mail: LinkMail }

/** Subscribing on a database with a clock of its own, and a postman who keeps what he is given. */
export type Subscribers = Subscribing & {
  time: { now: number }
  mails: SentMail[]
  /** Asks for what `anOrder` gives, from a network of its own. */
  ask(address: string, order?: Partial<Order>, network?: string): Promise<unknown>
  /** Sends what waits. `refuse` is asked before each mail: what it throws, the server answers. */
  deliver(refuse?: (to: string) => void): Promise<ConfirmationRound>
  /** Subscribes and confirms; returns the recipient and the subscription. */
  join(address: string, order?: Partial<Order>): Promise<Joined>
}

/** Who subscribed. */
export type Joined = Extract<Awaited<ReturnType<Subscribing['confirm']>>, { state: 'confirmed' }>

const UNLIMITED: AskLimits = {
  ...{ mailboxDaily: 1e6, networkHourly: 1e6, networkDaily: 1e6, wideHourly: 1e6, wideDaily: 1e6 },
  ...{ overallHourly: 1e6, newcomersHourly: 0 },
}

/** Makes them; without `limits` there are none. */
export function someSubscribers(
  db: Db,
  { limits = UNLIMITED, secret = SECRET }: { limits?: AskLimits; secret?: string } = {},
): Subscribers {
  const time = { now: FRIDAY_NOON }
  const mails: SentMail[] = []
  const deps = { db, clock: () => time.now, secret, baseUrl: 'https://broadsheet.example' }
  const subscribing = createSubscribing({ ...deps, limits })
  const toLast = (link: string) => link.slice(link.lastIndexOf('/') + 1)

  async function deliver(refuse: (to: string) => void = () => undefined): Promise<ConfirmationRound> {
    const send = createConfirmationSender({
      ...deps,
      async sendConfirmation(mail) {
        await Promise.resolve(refuse(mail.recipient.address))
        mails.push({ kind: 'question', to: mail.recipient.address, token: toLast(mail.link), mail })
      },
      async sendLink(mail) {
        await Promise.resolve(refuse(mail.recipient.address))
        mails.push({ kind: 'link', to: mail.recipient.address, secret: toLast(mail.link), mail })
      },
    })
    return send(new AbortController().signal)
  }
  const ask = (address: string, order?: Partial<Order>, network = '192.0.2.1') =>
    subscribing.askForSubscription({ ...anOrder(order), address, network })

  async function join(address: string, order?: Partial<Order>): Promise<Joined> {
    await ask(address, order)
    await deliver()
    const mail = mails.at(-1)
    const answered = mail?.kind === 'question' ? await subscribing.confirm(mail.token, '192.0.2.9') : undefined
    if (answered?.state !== 'confirmed') throw new Error(`${address} could not subscribe`)
    time.now += 1
    return answered
  }
  return { ...subscribing, time, mails, ask, deliver, join }
}

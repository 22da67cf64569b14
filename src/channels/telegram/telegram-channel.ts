import { DeliveryError } from '../../domain/delivery-error.ts'
import type { Channel, Pause } from '../../domain/ports.ts'
import { type Meaning, readFields, requireTaken } from '../require-taken.ts'
import type { ChannelAnswer, SendRequest } from '../send-request.ts'
import { type TelegramChat, toTelegramChat } from './telegram-address.ts'
import { toTelegramMessages } from './telegram-messages.ts'

/** What it takes to send by a bot of Telegram. */
export type TelegramOptions = {
  sendRequest: SendRequest
  /** Without a closing slash. */
  url: string
  /** The bot's; nothing is sent without. */
  token: string | undefined
  pause: Pause
}

/** Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: one message a second to a chat. */
const GAP_MS = 1100
/** A longer wait is for a later try, where nothing of the digest went out yet. */
const LONGEST_WAIT_MS = 60_000
const MOST_TRIES = 3
/** Nobody is there any more, or nobody wants the bot there. */
const DEAD = /bot was (?:blocked|kicked)|user is deactivated|chat not found|not a member|group chat was deleted/i

/** Sends digests to chats of Telegram, a long one as several messages. Telegram does not know a repeat. */
export function createTelegramChannel(options: TelegramOptions): Channel {
  return {
    name: 'telegram',
    async send(message, onHandOver, signal) {
      let chat = toTelegramChat(message.recipient.address)
      const texts = toTelegramMessages(message)
      const context = { options, onHandOver: onlyOnce(onHandOver), signal }
      for (const [index, text] of texts.entries()) {
        try {
          if (index > 0) await options.pause(GAP_MS, signal)
          chat = await sendText(context, chat, text, index > 0)
        } catch (error) {
          if (index === 0) throw error
          throw toHalfSent(index, texts.length, error)
        }
      }
    },
  }
}

type Context = { options: TelegramOptions; onHandOver: () => Promise<void>; signal: AbortSignal }

function onlyOnce(onHandOver: () => Promise<void>): () => Promise<void> {
  let told: Promise<void> | undefined
  return () => (told ??= onHandOver())
}

/** Sends one message; where it goes on one that has begun, short waits are waited for. Returns where the chat is now. */
async function sendText(context: Context, chat: TelegramChat, text: string, isLater: boolean): Promise<TelegramChat> {
  for (let tries = 1; ; tries++) {
    const answer = await post(context, chat, text, isLater)
    const moved = readMoved(answer)
    if (moved !== undefined && moved !== chat.chatId && tries < MOST_TRIES) {
      // A topic of a group does not exist in what became of the group.
      chat = { chatId: moved }
      continue
    }
    try {
      requireTaken(answer, readMeaning(answer))
      return chat
    } catch (error) {
      const waitMs = toWaitMs(error, answer)
      if (!isLater || waitMs === undefined || tries === MOST_TRIES) throw error
      await context.options.pause(waitMs, context.signal)
    }
  }
}

function post(
  { options, onHandOver, signal }: Context,
  { chatId, topic }: TelegramChat,
  text: string,
  isLater: boolean,
): Promise<ChannelAnswer> {
  const { url, token, sendRequest } = options
  if (token === undefined) {
    throw new DeliveryError('postponed', 'TELEGRAM_TOKEN is not set: nothing goes out to Telegram.', {
      isChannelDown: true,
    })
  }
  const body = JSON.stringify({
    chat_id: chatId,
    ...(topic !== undefined && { message_thread_id: topic }),
    text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(isLater && { disable_notification: true }),
  })
  const at = { url: new URL(`${url}/bot${token}/sendMessage`), isTrusted: true, isOnlyServer: true }
  return sendRequest({ ...at, body, secrets: [token] }, onHandOver, signal)
}

function toWaitMs(error: unknown, { at }: ChannelAnswer): number | undefined {
  if (!(error instanceof DeliveryError) || error.until === undefined) return undefined
  const waitMs = error.until - at
  return waitMs <= LONGEST_WAIT_MS ? waitMs : undefined
}

/** Source: https://core.telegram.org/bots/api#making-requests. 401 and 404 are about the token, which the operator can mend. */
function readMeaning(answer: ChannelAnswer): Meaning {
  const { description } = readFields(answer)
  const told = typeof description === 'string' ? description : ''
  const { retry_after: seconds } = readParameters(answer)
  if (answer.status === 401 || answer.status === 404) {
    return { isPassing: true, isChannelDown: true, told: `${told} (TELEGRAM_TOKEN is not the token of a bot)` }
  }
  return {
    told,
    isAddressDead: DEAD.test(told),
    ...(typeof seconds === 'number' && { until: answer.at + seconds * 1000 }),
  }
}

function readMoved(answer: ChannelAnswer): string | undefined {
  const { migrate_to_chat_id: moved } = readParameters(answer)
  return typeof moved === 'number' ? String(moved) : undefined
}

function readParameters(answer: ChannelAnswer): Record<string, unknown> {
  const { parameters } = readFields(answer)
  return typeof parameters === 'object' && parameters !== null ? (parameters as Record<string, unknown>) : {}
}

/** A digest of which a part has arrived is not sent again: the first part would stand there twice. */
function toHalfSent(sent: number, all: number, cause: unknown): DeliveryError {
  const why = cause instanceof DeliveryError ? cause.message : 'The program was ended.'
  return new DeliveryError('unknown', `Telegram took ${sent} of ${all} messages. ${why}`, { cause })
}

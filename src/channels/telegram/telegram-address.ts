import { AppError } from '../../domain/error.ts'

const WHAT =
  'For Telegram it is the number of a chat, as in -1001234567890, or the name of a public channel, as in @papers; with the number of a topic behind a slash where the group has topics.'

/** A chat of Telegram, and the topic in it. */
export type TelegramChat = { chatId: string; topic?: number }

/** A chat of Telegram: its number or its public name, and a topic. @throws AppError `invalid` for anything else */
export function parseTelegramAddress(text: string): string {
  const trimmed = text.trim()
  if (/^\d+:[\w-]{20,}$/.test(trimmed)) {
    throw new AppError('invalid', `That is the token of a bot, which belongs into TELEGRAM_TOKEN. ${WHAT}`)
  }
  const [, chat, topic = ''] = /^(-?[1-9]\d{0,15}|@[a-z]\w{3,31})(\/[1-9]\d{0,9})?$/i.exec(trimmed) ?? []
  if (chat === undefined) throw new AppError('invalid', `That is no chat of Telegram. ${WHAT}`)
  // Names are the same in capitals.
  return `${chat.toLowerCase()}${topic}`
}

/** The parts of an address that `parseTelegramAddress` gave. */
export function toTelegramChat(address: string): TelegramChat {
  const [chatId = '', topic] = address.split('/')
  return { chatId, ...(topic !== undefined && { topic: Number(topic) }) }
}

import type { ChannelKind } from '../channel-kind.ts'
import { parseTelegramAddress } from './telegram-address.ts'
import { createTelegramChannel } from './telegram-channel.ts'

/** Digests in chats of Telegram, by a bot. */
export const telegram: ChannelKind<'telegram'> = {
  name: 'telegram',
  parseAddress: parseTelegramAddress,
  create: ({ sendRequest, services, pause }) => createTelegramChannel({ sendRequest, ...services.telegram, pause }),
}

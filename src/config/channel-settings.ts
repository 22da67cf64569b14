import { z } from 'zod'
import { type ChannelServices, READERS_CHANNELS, type ReadersChannel } from '../domain/channels.ts'
import type { ChannelName } from '../domain/subscription.ts'
import type { MailSettings } from './mail-settings.ts'
import { isNetworkList, parseNetworks } from './networks.ts'
import { isPlainUrl } from './plain-url.ts'

/** Where digests go beside mailboxes. */
export type ChannelSettings = ChannelServices & {
  /** What readers may subscribe by themselves; empty by default. */
  readonly readers: readonly ReadersChannel[]
}

const NONE = 'none'

/** The settings of channels, as they stand in the environment. */
export const channelShape = {
  SUBSCRIBE_CHANNELS: z
    .string()
    .refine(isChannelList, `must be ${NONE}, or of ${READERS_CHANNELS.join(', ')}, with commas between`)
    .transform(toChannels)
    .optional()
    .describe(
      `What readers may subscribe by themselves beside mailboxes, with commas between: ${READERS_CHANNELS.map((name) => `\`${name}\``).join(', ')}. Without it only \`broadsheet subscriptions add\` does; docs/channels.md says what to weigh.`,
    ),
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'must be what BotFather gives for a bot: a number, a colon and letters')
    .optional()
    .describe('The token of the Telegram bot that sends digests; never logged. Without it nothing goes to Telegram.'),
  TELEGRAM_URL: serverSetting()
    .default('https://api.telegram.org')
    .describe("The address of Telegram's Bot API; for a server of your own, and tests."),
  MATRIX_URL: serverSetting()
    .optional()
    .describe('The address of the Matrix homeserver of the user who sends digests, as in `https://matrix.org`.'),
  MATRIX_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must have no spaces and no letters beyond ASCII')
    .optional()
    .describe('The access token of that Matrix user; never logged. Without it nothing goes to Matrix.'),
  CHANNEL_NETWORKS: z
    .string()
    .refine(
      isNetworkList,
      'must be addresses, networks such as 10.0.0.0/8, `loopback` or `private`, with commas between',
    )
    .transform(parseNetworks)
    .optional()
    .describe(
      'Networks that are not public and to which digests may go all the same, for an ntfy or a webhook of your own: addresses and networks with commas between, `loopback` for this machine, `private` for the networks that are not routed. Readers who may subscribe webhooks reach them, too.',
    ),
}

type Settings = z.output<z.ZodObject<typeof channelShape>>

/** The channels that settings describe. */
export function toChannelSettings(settings: Settings): ChannelSettings {
  return {
    telegram: { url: settings.TELEGRAM_URL, token: settings.TELEGRAM_TOKEN },
    matrix: { url: settings.MATRIX_URL, token: settings.MATRIX_TOKEN },
    networks: settings.CHANNEL_NETWORKS ?? [],
    readers: settings.SUBSCRIBE_CHANNELS ?? [],
  }
}

/** What is wrong with the settings of channels together, by the name of the setting to mend. */
export function findChannelFaults(settings: Partial<Settings>): [name: string, fault: string][] {
  if ((settings.MATRIX_URL === undefined) === (settings.MATRIX_TOKEN === undefined)) return []
  return settings.MATRIX_URL === undefined
    ? [['MATRIX_URL', 'must name the homeserver that MATRIX_TOKEN belongs to']]
    : [['MATRIX_TOKEN', 'must be set beside MATRIX_URL']]
}

/** What is not set of that which channels need to send, in whole sentences, by the name of the channel. */
export function listMissingSettings({
  mail,
  channels: { telegram, matrix },
}: {
  mail: Pick<MailSettings, 'way'>
  channels: ChannelSettings
}): Partial<Record<ChannelName, string>> {
  return {
    ...(mail.way.kind === 'none' && { mail: 'MAIL_URL is none.' }),
    ...(telegram.token === undefined && { telegram: 'TELEGRAM_TOKEN is not set.' }),
    ...(matrix.token === undefined && { matrix: 'MATRIX_URL and MATRIX_TOKEN are not set.' }),
  }
}

function serverSetting() {
  return z
    .string()
    .refine(isPlainUrl, 'must be http:// or https:// with a host, and without a name, a password or a query')
    .transform((url) => new URL(url).href.replace(/\/+$/, ''))
}

function splitList(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim())
  return [...new Set(parts.filter((part) => part !== ''))]
}

function isReadersChannel(name: string): name is ReadersChannel {
  return READERS_CHANNELS.some((known) => known === name)
}

function isChannelList(text: string): boolean {
  const parts = splitList(text)
  return text.trim() === NONE || (parts.length > 0 && parts.every(isReadersChannel))
}

function toChannels(text: string): ReadersChannel[] {
  return splitList(text).filter(isReadersChannel)
}

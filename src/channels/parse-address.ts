import type { ChannelName } from '../domain/subscription.ts'
import { parseDiscordAddress } from './discord/discord-address.ts'
import { parseFileAddress } from './file/file-address.ts'
import { parseMatrixAddress } from './matrix/matrix-address.ts'
import { parseNtfyAddress } from './ntfy/ntfy-address.ts'
import { parseSlackAddress } from './slack/slack-address.ts'
import { parseTeamsAddress } from './teams/teams-address.ts'
import { parseTelegramAddress } from './telegram/telegram-address.ts'
import { parseWebhookAddress } from './webhook/webhook-address.ts'

/** A way out for digests other than mail. */
export type OtherChannel = Exclude<ChannelName, 'mail'>

const PARSERS: Readonly<Record<OtherChannel, (text: string) => string>> = {
  slack: parseSlackAddress,
  discord: parseDiscordAddress,
  teams: parseTeamsAddress,
  telegram: parseTelegramAddress,
  matrix: parseMatrixAddress,
  ntfy: parseNtfyAddress,
  webhook: parseWebhookAddress,
  file: parseFileAddress,
}

/**
 * An address as a channel keeps it: the same for all spellings of one.
 *
 * @throws AppError `invalid`, which says what would do and never repeats the address
 */
export function parseChannelAddress(channel: OtherChannel, text: string): string {
  return PARSERS[channel](text)
}

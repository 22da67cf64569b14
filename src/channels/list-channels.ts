import type { OtherChannel } from '../domain/channels.ts'
import type { Channel, Pause } from '../domain/ports.ts'
import { pause as realPause } from '../platform/pause.ts'
import type { ChannelKind, ChannelParts } from './channel-kind.ts'
import { discord } from './discord/discord.ts'
import { refuseMissingFolder } from './file/file-address.ts'
import { file } from './file/file.ts'
import { matrix } from './matrix/matrix.ts'
import { ntfy } from './ntfy/ntfy.ts'
import { createSender } from './send-request.ts'
import { slack } from './slack/slack.ts'
import { teams } from './teams/teams.ts'
import { telegram } from './telegram/telegram.ts'
import { webhook } from './webhook/webhook.ts'

/** The only list of them: a new channel is a folder, and a word here. */
const KINDS: { readonly [Name in OtherChannel]: ChannelKind<Name> } = {
  slack,
  discord,
  teams,
  telegram,
  matrix,
  ntfy,
  webhook,
  file,
}

/** What it takes to send to other places than mailboxes. */
export type ChannelOptions = Pick<ChannelParts, 'services' | 'secret' | 'clock'> & {
  userAgent: string
  /** The real one where absent. */
  pause?: Pause
}

/** Every way out but mail. One that lacks a setting is among them: it says what to set when it is to send. */
export function listChannels({ userAgent, pause = realPause, ...given }: ChannelOptions): Channel[] {
  const { clock, services } = given
  const sendRequest = createSender({ clock, userAgent, networks: services.networks })
  return Object.values(KINDS).map((kind) => kind.create({ ...given, pause, sendRequest }))
}

/**
 * An address as its channel keeps it: the same for all spellings of one.
 *
 * @throws AppError `invalid`, which says what would do and never repeats the address
 */
export function parseChannelAddress(channel: OtherChannel, text: string): string {
  return KINDS[channel].parseAddress(text)
}

/**
 * Refuses a place of a channel that is not there, as far as this machine can tell: a file whose folder is missing.
 *
 * @throws AppError `invalid`, which says what to do
 */
export async function refuseLostPlace({ channel, address }: { channel: string; address: string }): Promise<void> {
  if (channel === file.name) await refuseMissingFolder(address)
}

import type { Network } from '../domain/network.ts'
import type { Channel, Pause } from '../domain/ports.ts'
import type { Clock } from '../domain/time.ts'
import { pause as realPause } from '../platform/pause.ts'
import { createDiscordChannel } from './discord/discord-channel.ts'
import { createFileChannel } from './file/file-channel.ts'
import { createMatrixChannel } from './matrix/matrix-channel.ts'
import { createNtfyChannel } from './ntfy/ntfy-channel.ts'
import { createSender } from './send-request.ts'
import { createSlackChannel } from './slack/slack-channel.ts'
import { createTeamsChannel } from './teams/teams-channel.ts'
import { createTelegramChannel } from './telegram/telegram-channel.ts'
import { createWebhookChannel } from './webhook/webhook-channel.ts'

/** What the operator set for channels. */
export type ChannelServices = {
  readonly telegram: { readonly url: string; readonly token: string | undefined }
  readonly matrix: { readonly url: string | undefined; readonly token: string | undefined }
  /** Networks that addresses of recipients may lead to though nobody outside reaches them. */
  readonly networks: readonly Network[]
}

/** What it takes to send to other places than mailboxes. */
export type ChannelOptions = {
  services: ChannelServices
  /** Of the installation: it signs what goes to webhooks. */
  secret: string
  userAgent: string
  clock: Clock
  /** Waits between the parts of one message; the real one where absent. */
  pause?: Pause
}

/** Every way out but mail. One that lacks a setting is among them: it says what to set when it is to send. */
export function listChannels({ services, secret, userAgent, clock, pause = realPause }: ChannelOptions): Channel[] {
  const sendRequest = createSender({ clock, userAgent, networks: services.networks })
  return [
    createSlackChannel({ sendRequest }),
    createDiscordChannel({ sendRequest }),
    createTeamsChannel({ sendRequest }),
    createTelegramChannel({ sendRequest, ...services.telegram, pause }),
    createMatrixChannel({ sendRequest, ...services.matrix }),
    createNtfyChannel({ sendRequest }),
    createWebhookChannel({ sendRequest, clock, secret }),
    createFileChannel(),
  ]
}

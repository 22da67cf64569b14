import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../domain/error.ts'
import type { Network } from '../domain/network.ts'
import type { EmbeddingServer } from '../domain/embedding-server.ts'
import type { LanguageServer } from '../domain/language-server.ts'
import type { LogFormat, LogLevel } from '../domain/ports.ts'
import { channelShape, type ChannelSettings, findChannelFaults, toChannelSettings } from './channel-settings.ts'
import { embeddingShape, findEmbeddingFault, toEmbeddingServer } from './embedding-settings.ts'
import { findMailFaults, type MailSettings, mailShape, toMailSettings } from './mail-settings.ts'
import { findLanguageFaults, languageShape, toLanguageServer } from './language-settings.ts'
import { isNetworkList, parseNetworks } from './networks.ts'
import { findSourceFaults, type SourceSettings, sourceShape, toSourceSettings } from './source-settings.ts'

/** Ten a second: more than a reader, a feed or a well-behaved bot asks for, and a fraction of what the server answers. */
const REQUESTS = 3000

function requestsSetting(what: string) {
  return z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .default(REQUESTS)
    .describe(
      `How many requests ${what} one client (an IPv4 address, or an IPv6 network of 64 bits) may make in five minutes; more are answered 429. \`0\` sets no limit. Programs on this machine are never refused.`,
    )
}

const schema = z.object({
  BROADSHEET_DATA: z
    .string()
    .default('data')
    .describe('The folder that holds what the program keeps: the SQLite database and the secret of private mode.'),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, 'must be sqlite:PATH or postgres://USER@HOST/NAME')
    .optional()
    .describe(
      'Where papers are kept: `sqlite:PATH` or `postgres://…`. Without it, `broadsheet.db` in the data folder.',
    ),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address to listen on. The default is reached from this machine only; `0.0.0.0` is every address.'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535')
    .default(8080)
    .describe('The port to listen on; `0` picks a free one.'),
  BASE_URL: z
    .string()
    .refine(isOrigin, 'must be http:// or https:// with a host, and no path after it')
    .transform((url) => new URL(url).origin)
    .optional()
    .describe(
      'The address under which readers reach the server; links begin with it. Scheme and host, no path. Without it, `http://localhost:PORT`.',
    ),
  RATE_LIMIT_API: requestsSetting('to the API'),
  RATE_LIMIT_PAGES: requestsSetting('for pages'),
  TRUSTED_PROXIES: z
    .string()
    .refine(
      isNetworkList,
      'must be addresses, networks such as 10.0.0.0/8, `loopback` or `private`, with commas between',
    )
    .transform(parseNetworks)
    .optional()
    .describe(
      'The proxies before the server whose `X-Forwarded-For` and `X-Request-Id` hold: addresses and networks with commas between, `loopback` for this machine, `private` for the networks that are not routed. Without it a client is who connects.',
    ),
  MAX_CONNECTIONS: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, 'must be a whole number from 1')
    .transform(Number)
    .default(5000)
    .describe('How many connections may be open at once; further ones are closed at once. Each takes some 20 kB.'),
  WEBSUB_HUB: z
    .string()
    .refine(isWebAddress, 'must be an address that begins with http:// or https://')
    .optional()
    .describe(
      'The address of a WebSub hub that tells readers of feeds when one has changed. Feeds name it, and the server tells it of their changes. Without it, readers ask by themselves.',
    ),
  ...sourceShape,
  ...embeddingShape,
  ...languageShape,
  ...mailShape,
  ...channelShape,
  DIGEST_DAYS: z
    .string()
    .regex(/^([3-9]\d|[1-9]\d{2,5})$/, 'must be a whole number of days from 30')
    .transform(Number)
    .optional()
    .describe(
      'After so many days the program forgets what stood in a digest, at least 30. That there was one, and which papers it held, it keeps. Without it, digests are kept for ever.',
    ),
  METRICS_TOKEN: z
    .string()
    .min(16, 'must have 16 characters or more')
    .optional()
    .describe(
      'What Prometheus must show to read `/metrics`: `Authorization: Bearer TOKEN`. Without it only programs on this machine that do not come through a proxy are answered.',
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'])
    .default('info')
    .describe(
      'The least that is logged: `debug`, `info` (a line for every answer), `warn` (what somebody should look at) or `error` (what broke).',
    ),
  LOG_FORMAT: z
    .enum(['json', 'text'])
    .optional()
    .describe('`json`, an object a line, or `text`. Without it, text at a terminal and JSON elsewhere.'),
})

/** The effective settings, in the program's own terms. */
export type Config = {
  /** A folder, absolute or relative to the working directory; it need not exist yet. */
  readonly dataFolder: string
  /** `sqlite:PATH` or `postgres://…`. */
  readonly databaseUrl: string
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  /** Without a closing slash. Absent where it follows from the port, and the port is not known before it is taken. */
  readonly baseUrl: string | undefined
  /** Requests that a client may make in five minutes; 0 is as many as it likes. */
  readonly rateLimits: { readonly api: number; readonly pages: number }
  /** Empty where no proxy is trusted. */
  readonly trustedProxies: readonly Network[]
  readonly maxConnections: number
  /** Absent where only programs on this machine may read the metrics. */
  readonly metricsToken: string | undefined
  /** Whom feeds name as their hub, and who is told when they change; absent where nobody is. */
  readonly websubHub: string | undefined
  /** What is fetched from the network. */
  readonly sources: SourceSettings
  /** How digests and confirmations go out by mail. */
  readonly mail: MailSettings
  /** Where digests go beside mailboxes. */
  readonly channels: ChannelSettings
  /** For how long digests are kept as they were composed; absent where for ever. */
  readonly digestDays: number | undefined
  /** Absent where an embedding in a file is used. */
  readonly embedding: EmbeddingServer | undefined
  /** The path of an embedding of one's own; never beside a server. */
  readonly embeddingFile: string | undefined
  /** Absent where no language model adds to digests. */
  readonly language: LanguageServer | undefined
  /** Without a format, text at a terminal and JSON elsewhere. */
  readonly log: { readonly level: LogLevel; readonly format: LogFormat | undefined }
}

/** One setting as an operator reads of it. `fallback` is undefined where `description` tells what holds without it. */
export type Setting = { name: string; fallback: string | undefined; description: string }

/**
 * The settings of one environment.
 *
 * @param env usually `process.env`; unknown names are ignored, and an empty value counts as none
 * @throws AppError `invalid` naming every wrong setting at once, never its value (it may be a secret)
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  const faults = parsed.error?.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`) ?? []
  const both = findEmbeddingFault(given)
  if (both !== '') faults.push(`  EMBEDDING_FILE: ${both}`)
  if (parsed.success) faults.push(...findLanguageFaults(parsed.data).map(([name, fault]) => `  ${name}: ${fault}`))
  const sources = parsed.success ? toSourceSettings(parsed.data) : undefined
  if (sources) faults.push(...findSourceFaults(sources).map(([name, fault]) => `  ${name}: ${fault}`))
  if (parsed.success) faults.push(...findMailFaults(parsed.data).map(([name, fault]) => `  ${name}: ${fault}`))
  if (parsed.success) faults.push(...findChannelFaults(parsed.data).map(([name, fault]) => `  ${name}: ${fault}`))
  if (!parsed.success || !sources || faults.length > 0) {
    throw new AppError('invalid', `Configuration:\n${faults.join('\n')}`)
  }
  const { BROADSHEET_DATA, DATABASE_URL, HOST, PORT, BASE_URL, RATE_LIMIT_API, RATE_LIMIT_PAGES, ...rest } = parsed.data
  return Object.freeze({
    dataFolder: BROADSHEET_DATA,
    databaseUrl: DATABASE_URL ?? `sqlite:${join(BROADSHEET_DATA, 'broadsheet.db')}`,
    host: HOST,
    port: PORT,
    baseUrl: BASE_URL ?? (PORT === 0 ? undefined : `http://localhost:${PORT}`),
    rateLimits: { api: RATE_LIMIT_API, pages: RATE_LIMIT_PAGES },
    trustedProxies: rest.TRUSTED_PROXIES ?? [],
    maxConnections: rest.MAX_CONNECTIONS,
    metricsToken: rest.METRICS_TOKEN,
    websubHub: rest.WEBSUB_HUB,
    sources,
    mail: toMailSettings(rest),
    channels: toChannelSettings(rest),
    digestDays: rest.DIGEST_DAYS,
    embedding: toEmbeddingServer(rest),
    embeddingFile: rest.EMBEDDING_FILE,
    language: toLanguageServer(rest),
    log: { level: rest.LOG_LEVEL, format: rest.LOG_FORMAT },
  })
}

/** The settings of this process. @throws AppError `invalid` as `readConfig` does */
export function loadConfig(): Config {
  return readConfig(process.env)
}

/** Every setting there is, in the order in which they are documented. */
export function listSettings(): Setting[] {
  const defaults: Record<string, unknown> = schema.parse({})
  return Object.entries(schema.shape).map(([name, { description = '' }]) => {
    const fallback = defaults[name]
    return { name, description, fallback: fallback === undefined ? undefined : String(fallback) }
  })
}

function isDatabaseUrl(text: string): boolean {
  if (text.startsWith('sqlite:')) return text.length > 'sqlite:'.length
  return /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text)
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href
}

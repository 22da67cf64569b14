import { listSettings, loadConfig, type Config } from './config.ts'
import { maskFeeds } from './source-settings.ts'

/** A setting as it holds. `value` is absent where there is none, and masked where it is or holds a secret. */
export type EffectiveSetting = { name: string; value?: string; from: 'environment' | 'default' }

const SECRET_NAME = /SECRET|PASSWORD|TOKEN$|KEY$/
const MASK = '***'

/** The settings of this process. @throws AppError `invalid` where one is wrong, as `loadConfig` does */
export function loadEffectiveSettings(): EffectiveSetting[] {
  return listEffectiveSettings(process.env, loadConfig())
}

/**
 * Every setting with the value that holds and where it comes from, in the order in which they are documented.
 *
 * @param config what `readConfig` made of `env`
 */
export function listEffectiveSettings(
  env: Readonly<Record<string, string | undefined>>,
  config: Pick<Config, 'databaseUrl' | 'baseUrl'>,
): EffectiveSetting[] {
  // These two have no default of their own: it follows from other settings.
  const following: Record<string, string | undefined> = { DATABASE_URL: config.databaseUrl, BASE_URL: config.baseUrl }
  return listSettings().map(({ name, fallback }) => {
    const given = env[name] === '' ? undefined : env[name]
    const value = given ?? fallback ?? following[name]
    const from = given === undefined ? 'default' : 'environment'
    return { name, from, ...(value !== undefined && { value: mask(name, value) }) }
  })
}

/** Hides what must not be read over a shoulder or pasted into a report. */
function mask(name: string, value: string): string {
  if (SECRET_NAME.test(name)) return MASK
  if (name === 'FEEDS') return maskFeeds(value)
  return value
    .replace(/(:\/\/[^:/?#]*):[^/?#]*@/, `$1:${MASK}@`)
    .replace(/([?&](?:password|sslpassword)=)[^&]*/gi, `$1${MASK}`)
}

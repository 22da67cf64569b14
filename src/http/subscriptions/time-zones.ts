/**
 * In countries of several zones, the one in which most of their readers live. Browsers name no zone but the language,
 * and it the country.
 */
const MOST_PEOPLED: Readonly<Record<string, string>> = {
  AR: 'America/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  ID: 'Asia/Jakarta',
  KZ: 'Asia/Almaty',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PS: 'Asia/Hebron',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kiev',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
}

const ELSEWHERE = 'UTC'

/** The zones that a reader can choose from, by name; "UTC" first. */
export const TIME_ZONES: readonly string[] = [
  ELSEWHERE,
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== ELSEWHERE),
]

// Not in TypeScript's library yet: https://tc39.es/ecma402/#sec-Intl.Locale.prototype.getTimeZones
type LocaleOfZones = Intl.Locale & { getTimeZones?(): string[] | undefined }

/**
 * The zone in which a reader most likely is, by the country of the first language that their browser asks for
 * (`Accept-Language`): "nb" is spoken in Norway. "UTC" where it tells nothing.
 */
export function guessZone(acceptLanguage: string | undefined): string {
  const [first = ''] = (acceptLanguage ?? '').split(/[,;]/)
  try {
    const locale = new Intl.Locale(first.trim()).maximize()
    const preferred = MOST_PEOPLED[locale.region ?? '']
    if (preferred !== undefined) return preferred
    const [only, ...others] = (locale as LocaleOfZones).getTimeZones?.() ?? []
    return only !== undefined && others.length === 0 ? only : ELSEWHERE
  } catch (thrown) {
    if (thrown instanceof RangeError) return ELSEWHERE // no language
    throw thrown
  }
}

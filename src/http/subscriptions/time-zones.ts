/**
 * What zones are called today that `Intl` names as they were called before, in every program that goes by ICU. Digests go
 * out by either. Source: the file "backward" of https://data.iana.org/time-zones/tzdb/
 */
const PRESENT_NAMES: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** What a zone is called today, by that name or an older one. */
export function toPresentName(zone: string): string {
  return PRESENT_NAMES[zone] ?? zone
}

/**
 * In countries of several zones, the one in which most of their readers live. Browsers name no zone but the language,
 * and it the country.
 */
const MOST_PEOPLED: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
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
  UA: 'Europe/Kyiv',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
}

/** The zone of who tells nothing of where they are. */
export const ELSEWHERE = 'UTC'

/** The zones that a reader can choose from, by the names they have today; "UTC" first. */
export const TIME_ZONES: readonly string[] = [
  ELSEWHERE,
  ...Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone !== ELSEWHERE)
    .map(toPresentName)
    .toSorted(),
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
    return only !== undefined && others.length === 0 ? toPresentName(only) : ELSEWHERE
  } catch (thrown) {
    if (thrown instanceof RangeError) return ELSEWHERE // no language
    throw thrown
  }
}

import { UNSAID_ZONE } from '../../domain/rhythm.ts'

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
 * In countries of several zones, the one in which nearly all of their readers live. Not here are those of which that is
 * true of none, such as the United States: to guess would be to err often.
 */
const NEARLY_ALL: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  KZ: 'Asia/Almaty',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PS: 'Asia/Hebron',
  PT: 'Europe/Lisbon',
  UA: 'Europe/Kyiv',
  UZ: 'Asia/Tashkent',
}

/** Languages that, without a country, tell little of where somebody is: they are spoken in many. English is another. */
const WIDESPREAD: readonly string[] = ['ar', 'es', 'pt']

/** The zones that a reader can choose from, by the names they have today; "UTC" first. */
export const TIME_ZONES: readonly string[] = [
  UNSAID_ZONE,
  ...Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone !== UNSAID_ZONE)
    .map(toPresentName)
    .toSorted(),
]

// Not in TypeScript's library yet: https://tc39.es/ecma402/#sec-Intl.Locale.prototype.getTimeZones
type LocaleOfZones = Intl.Locale & { getTimeZones?(): string[] | undefined }

/**
 * The zone in which a reader most likely is, by the country of the first language that their browser asks for
 * (`Accept-Language`): "nb" is spoken in Norway. `undefined` where that tells too little, as "en-US" does, in which browsers
 * come all over the world.
 */
export function guessZone(acceptLanguage: string | undefined): string | undefined {
  const [first = ''] = (acceptLanguage ?? '').split(/[,;]/)
  try {
    const said = new Intl.Locale(first.trim())
    if (said.region === undefined && WIDESPREAD.includes(said.language)) return undefined
    const locale = said.maximize()
    const preferred = NEARLY_ALL[locale.region ?? '']
    if (preferred !== undefined) return preferred
    const [only, ...others] = (locale as LocaleOfZones).getTimeZones?.() ?? []
    return only !== undefined && others.length === 0 ? toPresentName(only) : undefined
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined // no language
    throw thrown
  }
}

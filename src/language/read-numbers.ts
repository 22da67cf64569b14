import type { Tongue } from './tongues.ts'

const SUPERSCRIPTS = /[⁰¹²³⁴-⁹]+/g
// Groups of three digits may have a space before them.
const PARTS = /\d+(?:[.,]\d+|[ ']\d{3}(?!\d))*|%|\p{L}+/gu
const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['b', 1e9],
])
const HAN_DIGITS = '〇一二三四五六七八九'
const HAN_UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1e3],
  ['万', 1e4],
  ['萬', 1e4],
  ['亿', 1e8],
  ['億', 1e8],
])
const HAN_NUMBER = /[〇一二三四五六七八九十百千万萬亿億两兩]+/g

/**
 * The numbers that a text speaks of, in digits or in words, as keys that are equal where the claims are: "85.3%", "3",
 * "1200000" for both "1.2M" and "1.2 million". One is left out in words, since it is an article as well.
 */
export function readNumbers(text: string, tongue: Tongue): Set<string> {
  const plain = toDigits(text)
  const parts = [...plain.matchAll(PARTS)].map(({ 0: part, index }) => ({ part: part.toLowerCase(), index }))
  const found = new Set<string>()
  for (let place = 0; place < parts.length; place++) {
    const { part, index } = parts[place]!
    if (tongue.others?.test(part) && !tongue.numbers.has(part)) found.add(part)
    let value = toValue(part, tongue)
    if (value === undefined) continue
    const suffix = /\d/.test(part) ? SUFFIXES.get(parts[place + 1]?.part ?? '') : undefined
    if (suffix !== undefined && parts[place + 1]?.index === index + part.length)
      [value, place] = [value * suffix, place + 1]
    for (let scale; (scale = tongue.scales.get(parts[place + 1]?.part ?? '')) !== undefined; place++) value *= scale
    const [next = '', second = ''] = parts.slice(place + 1, place + 3).map((one) => one.part)
    const words = [next, `${next} ${second}`].findIndex((said) => tongue.percent.has(said)) + 1
    place += words
    found.add(`${toRounded(value)}${words > 0 ? '%' : ''}`)
  }
  for (const [number] of plain.matchAll(HAN_NUMBER)) if (number !== '一') found.add(String(readHan(number)))
  return found
}

/** Full-width digits as others are; powers with a sign before them, or 10³ would be read as 103. */
function toDigits(text: string): string {
  return text.replace(SUPERSCRIPTS, (power) => `^${power}`).normalize('NFKC')
}

function toValue(part: string, { decimal, numbers, scales, endings }: Tongue): number | undefined {
  if (/\d/.test(part)) return parseNumber(part, decimal)
  const value = numbers.get(part) ?? scales.get(part)
  if (value !== undefined || !endings) return value
  for (const [number, worth] of numbers) {
    if (!part.startsWith(number)) continue
    const rest = part.slice(number.length)
    const scale = scales.get(rest) ?? (numbers.get(rest) === 100 ? 100 : undefined)
    if (scale !== undefined || endings.test(rest)) return worth * (scale ?? 1)
  }
  return undefined
}

/** "1,234.5" and "85.3" where points are decimal, "1.234,5" where commas are; the other way where it cannot be that one. */
function parseNumber(part: string, decimal: '.' | ','): number {
  const group = decimal === '.' ? ',' : '.'
  const bare = part.replace(/[ ']/g, '')
  const isGrouped = new RegExp(`^\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`).test(bare)
  const isPlain = new RegExp(`^\\d+(\\${decimal}\\d+)?$`).test(bare)
  if (isGrouped || isPlain) return Number(bare.replaceAll(group, '').replace(decimal, '.'))
  return Number.parseFloat(bare.replaceAll(decimal, '').replace(group, '.'))
}

/** 三百二十 is 320, 二〇二六 is 2026, 两万 is 20000. */
function readHan(text: string): number {
  const signs = [...text.replace(/[两兩]/g, '二')]
  if (!signs.some((sign) => HAN_UNITS.has(sign))) return Number(signs.map((sign) => HAN_DIGITS.indexOf(sign)).join(''))
  let [total, section, digit] = [0, 0, 0]
  for (const sign of signs) {
    const unit = HAN_UNITS.get(sign)
    if (unit === undefined) digit = HAN_DIGITS.indexOf(sign)
    else if (unit >= 1e4) [total, section, digit] = [(total + section + digit || 1) * unit, 0, 0]
    else [section, digit] = [section + (digit || 1) * unit, 0]
  }
  return total + section + digit
}

function toRounded(value: number): number {
  return Number(value.toPrecision(12))
}

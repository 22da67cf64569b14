/** A way of writing an answer in fewer bytes. */
export type Encoding = 'br' | 'gzip'

const ENCODINGS: readonly Encoding[] = ['br', 'gzip'] // the smaller first
const LONGEST_HEADER = 1000

/**
 * The encoding that a client would rather have, Brotli where it has no preference; undefined where it takes neither, or
 * would rather have the answer as it is.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding
 */
export function chooseEncoding(header: string | undefined): Encoding | undefined {
  if (header === undefined) return undefined
  const wishes = parseWishes(header)
  const quality = (encoding: string): number => wishes.get(encoding) ?? wishes.get('*') ?? 0
  const [best] = ENCODINGS.toSorted((a, b) => quality(b) - quality(a))
  const least = wishes.get('identity') ?? 0 // what is not named is taken, but not asked for
  return best !== undefined && quality(best) > 0 && quality(best) >= least ? best : undefined
}

function parseWishes(header: string): Map<string, number> {
  const wishes = new Map<string, number>()
  for (const part of header.slice(0, LONGEST_HEADER).toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    wishes.set(name === 'x-gzip' ? 'gzip' : name, quality === undefined ? 1 : toQuality(quality))
  }
  return wishes
}

/** What is no number is no wish. */
function toQuality(text: string): number {
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0
}

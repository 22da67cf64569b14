import { hash } from 'node:crypto'

/** 24 hexadecimal digits that stand for a text: the same for ever, and in the form of the ids of the wire format. */
export function toHexId(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 24)
}

/** A tag of a file's content, short enough for an address: 16 hexadecimal digits. */
export function toContentTag(content: string): string {
  return hash('sha256', content, 'hex').slice(0, 16)
}

/** A place that a text always has, as if drawn by chance: from 0 to below 1. */
export function toFraction(text: string): number {
  return Number.parseInt(hash('sha256', text, 'hex').slice(0, 12), 16) / 2 ** 48
}

import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { isWebAddress } from '../paper-address.ts'

const ADDRESS = /https?:\/\/[^\s<>"{}\\]+/g
/** Signs of the sentence that an address ends. */
const ENDING = /[.,;:!?'\])]+$/

/** A paper's remark, with the addresses in it as links: a venue's page, the code. The rest is TeX as in titles. */
export function Remark({ text }: { text: string }) {
  const parts = splitAtAddresses(text)
  return <>{parts.map((part) => (isWebAddress(part) ? <a href={part}>{part}</a> : toSpacedText(part)))}</>
}

/** Text and addresses, in order. */
function splitAtAddresses(text: string): string[] {
  const parts: string[] = []
  let end = 0
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(ENDING, '')
    parts.push(text.slice(end, found.index), address)
    end = found.index + address.length
  }
  return [...parts, text.slice(end)].filter((part) => part !== '')
}

/** What stands before or after an address keeps the space between them. */
function toSpacedText(part: string): string {
  const [before, after] = [/^\s/.test(part) ? ' ' : '', /\S\s+$/.test(part) ? ' ' : '']
  return `${before}${toPlainText(part)}${after}`
}

import { foldText } from '../plain-text.ts'

const MOST_LETTERS = 200

/**
 * What a server says beside a refusal, on one line of at most 200 letters: the message of an error as most APIs write it
 * in JSON; of XML its text; of a web page only that it is one. Empty where it says nothing.
 */
export function toToldText(body: string): string {
  const text = body.trimStart()
  if (/^<(!doctype html|html)/i.test(text)) return 'a web page'
  const told = text.startsWith('<') ? text.replace(/<[^>]*>/g, ' ') : toMessage(text)
  return foldText(told).slice(0, MOST_LETTERS).toWellFormed()
}

function toMessage(text: string): string {
  try {
    const { error, message } = JSON.parse(text) as { error?: unknown; message?: unknown }
    const inner = typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error
    const found = [inner, message].find((one) => typeof one === 'string')
    return typeof found === 'string' ? found : text
  } catch {
    return text
  }
}

import { AppError } from '../../domain/error.ts'
import { readUrl } from '../read-url.ts'

const WHAT = 'For ntfy it is the URL of a topic: https://ntfy.sh/some-name-that-nobody-guesses'
/** Source: the server's own pattern of topics (binwiederhier/ntfy, server.go). */
const TOPIC = /^[-_A-Za-z0-9]{1,64}$/

/** The server of ntfy's makers: it answers over HTTP as well. */
const PUBLIC_HOST = 'ntfy.sh'

/** A topic of ntfy: its server, and who may write there. */
export type NtfyTopic = { server: URL; topic: string; authorization?: string }

/**
 * The URL of a topic of ntfy; before its host a name and a password, or a colon and an access token, where the topic asks
 * for them. @throws AppError `invalid` for any other
 */
export function parseNtfyAddress(text: string): string {
  const url = readUrl(text, WHAT)
  const topic = url.pathname.split('/').at(-1) ?? ''
  if (!TOPIC.test(topic)) throw new AppError('invalid', `That names no topic of ntfy. ${WHAT}`)
  url.search = ''
  url.pathname = url.pathname.split('/').filter(Boolean).join('/')
  url.hostname = url.hostname.replace(/\.$/, '')
  if (url.host === PUBLIC_HOST) url.protocol = 'https:'
  return url.href
}

/** The parts of an address that `parseNtfyAddress` gave. Messages go to the server's root, which takes them in JSON. */
export function toNtfyTopic(address: string): NtfyTopic {
  const url = new URL(address)
  const topic = url.pathname.split('/').at(-1) ?? ''
  const server = new URL(url.pathname.slice(0, -topic.length), url.origin)
  const [name, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  if (name === '' && password === '') return { server, topic }
  const basic = Buffer.from(`${name}:${password}`).toString('base64')
  return { server, topic, authorization: name === '' ? `Bearer ${password}` : `Basic ${basic}` }
}

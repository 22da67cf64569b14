import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { startWireServer, type WireServer } from '../wire-server.ts'

/** A message as a service has it, once it took it. */
export type Posted = { path: string; method: string; headers: IncomingMessage['headers']; text: string; body: Fields }
type Fields = Record<string, unknown>

/** A service of a test: what it took, and all it was asked. */
export type ChatServer = WireServer & { taken: Posted[]; refused: Posted[] }

/** What a service makes of a message: a status with a body; 2xx takes it. */
export type Judge = (posted: Posted) => { status: number; body?: string | Fields; headers?: Record<string, string> }

/** Starts a service that judges each message. */
export async function startChatServer(judge: Judge): Promise<ChatServer> {
  const [taken, refused]: [Posted[], Posted[]] = [[], []]
  const listener: RequestListener = (request, response) => void answer(request, response)
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const text = Buffer.concat(parts).toString()
    const { url = '', method = '', headers } = request
    const posted = { path: url, method, headers, text, body: JSON.parse(text) as Fields }
    const { status, body, headers: told } = judge(posted)
    if (status < 300) taken.push(posted)
    else refused.push(posted)
    const type = typeof body === 'string' ? 'text/html' : 'application/json'
    response.writeHead(status, { 'Content-Type': type, ...told })
    response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body))
  }
  return { ...(await startWireServer(listener)), taken, refused }
}

/** Slack's incoming webhooks: what they take, and the words with which they refuse. */
export const judgeAsSlack: Judge = ({ body }) => {
  const blocks = body['blocks'] as { type: string; text?: { text: string } }[]
  const isLong = ({ type, text }: (typeof blocks)[number]): boolean =>
    (text?.text.length ?? 0) > (type === 'header' ? 150 : 3000)
  if (typeof body['text'] !== 'string') return { status: 400, body: 'no_text' }
  if (blocks.length > 50 || blocks.some(isLong)) return { status: 400, body: 'invalid_blocks' }
  return { status: 200, body: 'ok' }
}

/** Discord's webhooks: its limits of embeds, told as it tells them. */
export const judgeAsDiscord: Judge = ({ body }) => {
  const { content = '', embeds = [] } = body as {
    content?: string
    embeds?: { title?: string; description?: string }[]
  }
  const letters = embeds.reduce((sum, { title = '', description = '' }) => sum + title.length + description.length, 0)
  const isLong = embeds.some(({ title = '', description = '' }) => title.length > 256 || description.length > 4096)
  if (content.length > 2000 || embeds.length > 10 || letters > 6000 || isLong) {
    return { status: 400, body: { message: 'Invalid Form Body', code: 50035 } }
  }
  return { status: 200, body: { id: '1' } }
}

/** A workflow of Teams: 202 before it has run; too large a request is refused by what stands before it. */
export const judgeAsTeams: Judge = ({ body, text }) => {
  const [card] = body['attachments'] as { contentType: string; content: Fields }[]
  if (card?.contentType !== 'application/vnd.microsoft.card.adaptive') return { status: 400, body: {} }
  // It reckons with two bytes for each letter.
  return text.length * 2 > 28 * 1024 ? { status: 413, body: {} } : { status: 202 }
}

/** Telegram's `sendMessage`: it reads the HTML, and counts what is left of it. */
export const judgeAsTelegram: Judge = ({ body }) => {
  const html = String(body['text'])
  const shown = html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot);/g, '?')
  const open = [...html.matchAll(/<(\w+)/g)].length
  const closed = [...html.matchAll(/<\/(\w+)/g)].length
  const refuse = (told: string) => ({ status: 400, body: { ok: false, error_code: 400, description: told } })
  if (shown.length > 4096) return refuse('Bad Request: message is too long')
  if (open !== closed) return refuse("Bad Request: can't parse entities")
  return { status: 200, body: { ok: true, result: { message_id: 1 } } }
}

/** ntfy's root: a message of more than 4,096 bytes would become a file, which this server does not keep. */
export const judgeAsNtfy: Judge = ({ path, body }) => {
  const bytes = Buffer.byteLength(String(body['message']))
  if (path !== '/' || typeof body['topic'] !== 'string')
    return { status: 404, body: { code: 40401, error: 'page not found' } }
  if (bytes > 4096) return { status: 400, body: { code: 40014, error: 'invalid request: attachments not allowed' } }
  return { status: 200, body: { id: 'x', event: 'message' } }
}

/** A Matrix homeserver: the same transaction again gives the event that is there already. */
export function judgeAsMatrix(token: string): { judge: Judge; events: Map<string, Posted> } {
  const events = new Map<string, Posted>()
  const judge: Judge = (posted) => {
    if (posted.headers.authorization !== `Bearer ${token}`) {
      return { status: 401, body: { errcode: 'M_UNKNOWN_TOKEN', error: 'Unrecognised access token' } }
    }
    if (posted.method !== 'PUT' || posted.text.length > 65_536)
      return { status: 405, body: { errcode: 'M_UNRECOGNIZED' } }
    if (!events.has(posted.path)) events.set(posted.path, posted)
    return { status: 200, body: { event_id: `$${posted.path.length}` } }
  }
  return { judge, events }
}

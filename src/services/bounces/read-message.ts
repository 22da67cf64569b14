/** A message, or a part of one: its fields by name in small letters, and what stands below them. */
export type Message = { fields: ReadonlyMap<string, string>; body: string }

/** A part of a message of several, by its type in small letters. */
export type Part = { type: string; body: string }

/** Takes a message apart, in lines that end in either way. */
export function readMessage(text: string): Message {
  const lines = text.replaceAll('\r\n', '\n')
  const end = lines.indexOf('\n\n')
  const head = end < 0 ? lines : lines.slice(0, end)
  return { fields: readFields(head), body: end < 0 ? '' : lines.slice(end + 2) }
}

/** The parts of a report (RFC 6522); none where a message is something else. */
export function listReportParts({ fields, body }: Message): Part[] {
  const type = fields.get('content-type') ?? ''
  const [, quoted, bare] = /boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type) ?? []
  const boundary = quoted ?? bare
  if (boundary === undefined || !/^multipart\/report\b/i.test(type)) return []
  return `\n${body}`.split(`\n--${boundary}`).map((text) => {
    const part = readMessage(text.replace(/^[^\n]*\n/, ''))
    const [kind = ''] = (part.fields.get('content-type') ?? '').split(';')
    return { type: kind.trim().toLowerCase(), body: part.body }
  })
}

/** Fields by name in small letters; of one that stands twice the first. A line that begins with a space goes on the last. */
export function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of text.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

/** A header as OpenAPI has it. */
type Header = { description: string; schema: { type: string }; example?: string }

/** What every answer carries, errors included, unless nothing is limited. */
export const RATE_HEADERS: Record<string, Header> = {
  RateLimit: {
    description: 'How many requests are left to you (`r`), and in how many seconds they are all yours again (`t`).',
    schema: { type: 'string' },
    example: '"api";r=2999;t=300',
  },
  'RateLimit-Policy': {
    description: 'The rule: so many requests (`q`) in so many seconds (`w`).',
    schema: { type: 'string' },
    example: '"fixed window";"api";q=3000;w=300',
  },
}

/** What every answer carries that is no error. */
export const ANSWER_HEADERS: Record<string, Header> = {
  ETag: {
    description: 'Stands for the answer. Send it as `If-None-Match` to be answered 304 while nothing changed.',
    schema: { type: 'string' },
  },
  ...RATE_HEADERS,
}

/** Names the next page. */
export const LINK_HEADER: Header = {
  description: 'While there are more: the absolute address of the next page (RFC 8288). Absent on the last page.',
  schema: { type: 'string' },
  example: '<https://papers.example.org/api/daily_papers?date=2026-04-01&p=1>; rel="next"',
}

/** What every error carries. */
export const ERROR_HEADERS: Record<string, Header> = {
  'X-Error-Message': { description: 'The message in ASCII, at most 200 characters.', schema: { type: 'string' } },
  ...RATE_HEADERS,
}

/** Says when to try again. */
export const RETRY_AFTER_HEADER: Header = { description: 'Seconds to wait.', schema: { type: 'integer' } }

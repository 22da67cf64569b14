/** What a server answered: the text that the model gave, and what it cost; or why there is none. */
export type ReadAnswer = { text: string; tokens: number | undefined } | { fault: string; tokens: number | undefined }

const MOST_TOKENS = 10_000_000
const FENCE = '```'

/** Reads an answer of `/v1/chat/completions`: its first choice, whole, as the JSON object that was asked for. */
export function readAnswer(body: unknown): ReadAnswer {
  const { choices, usage } = toRecord(body)
  const tokens = toTokens(toRecord(usage)['total_tokens'])
  const choice = toRecord(Array.isArray(choices) ? choices[0] : undefined)
  const { content } = toRecord(choice['message'])
  if (choice['finish_reason'] === 'length') return { fault: 'was cut at its limit (OPENAI_ANSWER_TOKENS)', tokens }
  if (typeof content !== 'string') return { fault: 'has no text', tokens }
  const text = findText(content)
  if (text === undefined) return { fault: 'is not the JSON that was asked for', tokens }
  return text === '' ? { fault: 'is empty: the model would not say', tokens } : { text, tokens }
}

/** Some models write down what they think first, and some fence what they answer. */
function findText(content: string): string | undefined {
  const answer = content.replace(/^\s*<think>[^]*?<\/think>/, '').trim()
  const isFenced = answer.startsWith(FENCE) && answer.endsWith(FENCE) && answer.length >= 2 * FENCE.length
  const inner = isFenced ? answer.slice(FENCE.length, -FENCE.length).replace(/^json\b/, '') : answer
  try {
    const { text } = toRecord(JSON.parse(inner))
    return typeof text === 'string' ? text.trim() : undefined
  } catch {
    return undefined
  }
}

function toTokens(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_TOKENS
    ? (value as number)
    : undefined
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

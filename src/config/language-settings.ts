import { z } from 'zod'
import { DIGEST_LANGUAGES, LANGUAGE_TASKS, type LanguageServer } from '../domain/language-server.ts'
import { isPlainUrl } from './plain-url.ts'

const PATH = '/chat/completions'

/** The settings of a language model, as they stand in the environment. */
export const languageShape = {
  OPENAI_BASE_URL: z
    .string()
    .refine(isPlainUrl, 'must be http:// or https:// with a host, and without a name, a password or a query')
    .transform(toChatUrl)
    .optional()
    .describe(
      'A server with a language model that adds two sentences of its own to each paper of a digest, or translates: the address of its OpenAI-compatible API, as in `http://localhost:11434/v1` (docs/digests.md). Titles and abstracts of papers are sent there, and nothing of readers. Without it digests are made by the program alone.',
    ),
  OPENAI_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must have no spaces and no letters beyond ASCII')
    .optional()
    .describe('The key that this server asks for. It is sent as `Authorization: Bearer KEY`, and never logged.'),
  OPENAI_MODEL: z
    .string()
    .max(200)
    .optional()
    .describe('The name of the model, as that server knows it; needed with `OPENAI_BASE_URL`.'),
  OPENAI_TIMEOUT_SECONDS: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,3})?$/, 'must be a number of seconds from 0.1 to 300')
    .transform(Number)
    .refine((seconds) => seconds >= 0.1 && seconds <= 300, 'must be a number of seconds from 0.1 to 300')
    .default(20)
    .describe('How long the model may take for one paper. A digest that waits for it for 30 s goes out without.'),
  OPENAI_ANSWER_TOKENS: tokensSetting(100, 400).describe(
    'The most tokens that an answer may have. Models that think before they answer need more, such as `4000`.',
  ),
  OPENAI_DAILY_TOKENS: tokensSetting(0, 500_000).describe(
    'The most tokens that the model may be asked for in a day (UTC), of all papers together: what it may cost. A paper takes some 700 and is asked for once. `0` asks for none.',
  ),
  DIGEST_LANGUAGE: z
    .enum(DIGEST_LANGUAGES)
    .default('en')
    .describe(
      `The language in which the model writes: ${DIGEST_LANGUAGES.map((tag) => `\`${tag}\``).join(', ')}. In others what it writes could not be checked.`,
    ),
  DIGEST_LANGUAGE_TASK: z
    .enum(LANGUAGE_TASKS)
    .default('summary')
    .describe(
      'What the model is asked for: `summary`, two sentences on the paper in that language, or `translation`, the two sentences of the abstract that were picked, translated.',
    ),
}

type Settings = z.output<z.ZodObject<typeof languageShape>>

/** What is wrong with the settings of a language model together, by the name of the setting to mend. */
export function findLanguageFaults(settings: Partial<Settings>): [name: string, fault: string][] {
  if (settings.OPENAI_BASE_URL === undefined) return []
  const faults: [string, string][] = []
  if (settings.OPENAI_MODEL === undefined) faults.push(['OPENAI_MODEL', 'must name a model beside OPENAI_BASE_URL'])
  if (settings.DIGEST_LANGUAGE_TASK === 'translation' && settings.DIGEST_LANGUAGE === 'en') {
    faults.push(['DIGEST_LANGUAGE', 'must be another language than English, where abstracts are to be translated'])
  }
  return faults
}

/** The server that the settings name; `undefined` where they name none. */
export function toLanguageServer(settings: Settings): LanguageServer | undefined {
  const { OPENAI_BASE_URL: url, OPENAI_MODEL: model } = settings
  if (url === undefined || model === undefined) return undefined
  return {
    ...{ url, model, key: settings.OPENAI_API_KEY },
    language: settings.DIGEST_LANGUAGE,
    task: settings.DIGEST_LANGUAGE_TASK,
    timeoutMs: settings.OPENAI_TIMEOUT_SECONDS * 1000,
    answerTokens: settings.OPENAI_ANSWER_TOKENS,
    dailyTokens: settings.OPENAI_DAILY_TOKENS,
  }
}

function tokensSetting(least: number, fallback: number) {
  const fault = `must be a whole number from ${least}`
  return z
    .string()
    .regex(/^\d{1,9}$/, fault)
    .transform(Number)
    .refine((count) => count >= least, fault)
    .default(fallback)
}

/** "http://localhost:11434" means what stands under "/v1" there. */
function toChatUrl(text: string): string {
  const url = new URL(text)
  const path = url.pathname.replace(/\/+$/, '')
  if (path === '') url.pathname = `/v1${PATH}`
  else url.pathname = path.endsWith(PATH) ? path : `${path}${PATH}`
  return url.href
}

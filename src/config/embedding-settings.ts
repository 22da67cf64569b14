import { z } from 'zod'
import type { EmbeddingServer } from '../domain/embedding-server.ts'
import { isPlainUrl } from './plain-url.ts'

const PATH = '/v1/embeddings'
const MOST_DIMENSIONS = 4096
/** What OpenAI takes. */
const MOST_TEXTS = 2048

/** The settings of an embedding other than the shipped one, as they stand in the environment. */
export const embeddingShape = {
  EMBEDDING_FILE: z
    .string()
    .optional()
    .describe(
      'An embedding that `broadsheet train` wrote, in place of the one that comes with the program. The index is built anew with it. Not beside `EMBEDDING_URL`.',
    ),
  EMBEDDING_URL: z
    .string()
    .refine(isPlainUrl, 'must be http:// or https:// with a host, and without a name, a password or a query')
    .transform(toEmbeddingsUrl)
    .optional()
    .describe(
      'An embedding server in place of the embedding that comes with the program: the address of its OpenAI-compatible `/v1/embeddings`, as in `http://localhost:11434/v1/embeddings` (docs/embedding.md). Titles and abstracts of all papers and the words of every search are sent there.',
    ),
  EMBEDDING_MODEL: z.string().max(200).optional().describe('The name of the model, as that server knows it.'),
  EMBEDDING_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must have no spaces and no letters beyond ASCII')
    .optional()
    .describe(
      'The key that the embedding server asks for. It is sent as `Authorization: Bearer KEY`, and never logged.',
    ),
  EMBEDDING_DIMENSIONS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, `must be a whole number from 1 to ${MOST_DIMENSIONS}`)
    .transform(Number)
    .refine((count) => count <= MOST_DIMENSIONS, `must be a whole number from 1 to ${MOST_DIMENSIONS}`)
    .optional()
    .describe(
      'How many numbers a vector is to have, for models that let one choose. Without it, what the model gives.',
    ),
  EMBEDDING_BATCH_SIZE: z
    .string()
    .regex(/^\d{1,4}$/, `must be a whole number from 2 to ${MOST_TEXTS}`)
    .transform(Number)
    .refine((size) => size >= 2 && size <= MOST_TEXTS, `must be a whole number from 2 to ${MOST_TEXTS}`)
    .default(32)
    .describe('How many texts one request to the embedding server holds at most; two requests are under way at once.'),
  EMBEDDING_TIMEOUT_SECONDS: secondsSetting(60).describe(
    'How long the embedding server may take for a request with papers.',
  ),
  EMBEDDING_QUERY_TIMEOUT_SECONDS: secondsSetting(2).describe(
    'How long a search waits for the embedding server; then it is answered by words alone, and says so.',
  ),
  EMBEDDING_DOCUMENT_PREFIX: prefixSetting('paper', 'search_document: '),
  EMBEDDING_QUERY_PREFIX: prefixSetting('search', 'search_query: '),
}

type Settings = z.output<z.ZodObject<typeof embeddingShape>>

/** What is wrong with the settings of embeddings together: '' where nothing is. Only one embedding can place papers. */
export function findEmbeddingFault({
  EMBEDDING_FILE: file,
  EMBEDDING_URL: url,
}: Pick<Settings, 'EMBEDDING_FILE' | 'EMBEDDING_URL'>): string {
  return file !== undefined && url !== undefined ? 'cannot be set beside EMBEDDING_URL: unset one of them' : ''
}

/** The server that the settings name; `undefined` where they name none. */
export function toEmbeddingServer(settings: Settings): EmbeddingServer | undefined {
  if (settings.EMBEDDING_URL === undefined) return undefined
  return {
    url: settings.EMBEDDING_URL,
    model: settings.EMBEDDING_MODEL,
    key: settings.EMBEDDING_KEY,
    dimensions: settings.EMBEDDING_DIMENSIONS,
    batchSize: settings.EMBEDDING_BATCH_SIZE,
    timeoutMs: settings.EMBEDDING_TIMEOUT_SECONDS * 1000,
    queryTimeoutMs: settings.EMBEDDING_QUERY_TIMEOUT_SECONDS * 1000,
    documentPrefix: settings.EMBEDDING_DOCUMENT_PREFIX ?? '',
    queryPrefix: settings.EMBEDDING_QUERY_PREFIX ?? '',
  }
}

function secondsSetting(fallback: number) {
  const fault = 'must be a number of seconds from 0.1 to 3600'
  return z
    .string()
    .regex(/^\d{1,4}(\.\d{1,3})?$/, fault)
    .transform(Number)
    .refine((seconds) => seconds >= 0.1 && seconds <= 3600, fault)
    .default(fallback)
}

function prefixSetting(what: string, example: string) {
  return z
    .string()
    .max(1000)
    .optional()
    .describe(
      `What is put before the text of every ${what}, for models that were trained so, as in \`"${example}"\`; the space at the end counts.`,
    )
}

/** "http://localhost:11434" and "…/v1" mean what stands under them. */
function toEmbeddingsUrl(text: string): string {
  const url = new URL(text)
  const path = url.pathname.replace(/\/+$/, '')
  if (path === '') url.pathname = PATH
  else url.pathname = path.endsWith('/v1') ? `${path}/embeddings` : path
  return url.href
}

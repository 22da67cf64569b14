import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'

const FILE = join(import.meta.dirname, '../../../shared/research/hf-openapi-papers.json')

/** Whether the description of the Daily Papers API lies beside the checkout: it is not part of it. */
export const hasSpec: boolean = existsSync(FILE)

type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; items?: Schema }

/** What answers of the service hold though its description does not name it, by where it is. */
const TEXT: Schema = { type: 'string' }
const ORGANIZATION: Schema = {
  type: 'object',
  properties: { _id: TEXT, name: TEXT, fullname: TEXT, avatar: TEXT },
  required: ['_id', 'name'],
  additionalProperties: false,
}
const PAPER = { organization: ORGANIZATION, githubRepoAddedBy: { enum: ['user', 'auto', 'admin'] } }

/** Faults of an answer by the description of the Daily Papers API; undefined where there are none. */
export function createSpecCheck(path: '/api/daily_papers' | '/api/papers' | '/api/papers/{paperId}') {
  const spec = JSON.parse(readFileSync(FILE, 'utf8')) as {
    paths: Record<string, { get: { responses: { 200: { content: { 'application/json': { schema: Schema } } } } } }>
  }
  const { $schema: _, ...schema } = spec.paths[path]?.get.responses[200].content['application/json'].schema ?? {}
  if (path === '/api/daily_papers') allowInDailyPaper(schema as Schema)
  if (path === '/api/papers/{paperId}') Object.assign((schema as Schema).properties ?? {}, PAPER)
  // Formats stand beside patterns that say the same.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  const isValid = ajv.compile(schema)
  return (answer: unknown): string | undefined => (isValid(answer) ? undefined : ajv.errorsText(isValid.errors))
}

function allowInDailyPaper(schema: Schema): void {
  const item = schema.items?.properties ?? {}
  Object.assign(item, { organization: ORGANIZATION })
  Object.assign(item['paper']?.properties ?? {}, PAPER)
  Object.assign(item['submittedBy']?.properties ?? {}, { isUserFollowing: { type: 'boolean' } })
}

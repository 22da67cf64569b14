import { z } from 'zod'
import type { ErrorCode } from '../../domain/error.ts'
import { STATUS } from '../errors.ts'
import { problem } from '../api/answers.ts'
import { arxivReposOperation } from '../api/arxiv-repos.ts'
import { dailyPapersOperation } from '../api/daily-papers.ts'
import { paperOperation } from '../api/paper.ts'
import { papersOperation } from '../api/papers.ts'
import { searchOperation } from '../api/search.ts'
import { countsOperation } from '../api/v1/counts.ts'
import { problemsOperation } from '../api/v1/problems.ts'
import { searchV1Operation } from '../api/v1/search.ts'
import { similarOperation } from '../api/v1/similar.ts'
import { sourcesOperation } from '../api/v1/sources.ts'
import { suggestOperation } from '../api/v1/suggest.ts'
import { ANSWER_HEADERS, ERROR_HEADERS, LINK_HEADER, RATE_HEADERS, RETRY_AFTER_HEADER } from './headers.ts'
import { roomOperation } from '../api/v1/room-subscriptions.ts'
import { askOperation, changeOperation, endOperation, inboxOperation } from '../api/v1/subscription-operations.ts'
import type { Method, Operation, PathParameter } from './operation.ts'
import { collectSchemas, type JsonSchema, type SchemaShelf } from './schemas.ts'

/** The description of the API: OpenAPI 3.1. */
export type OpenApi = {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string }[]
  paths: Record<string, Partial<Record<Method, Record<string, unknown>>>>
  components: { schemas: Record<string, JsonSchema> }
}

/** Where the description is served. */
export const OPENAPI_PATH = '/api/openapi.json'

const openApiOperation: Operation = {
  path: OPENAPI_PATH,
  name: 'describeApi',
  summary: 'This API, described for programs',
  description: `The description of everything here in the form of [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.1). It
is made of the schemas by which the server reads parameters.`,
  answer: {
    schema: z.looseObject({ openapi: z.literal('3.1.0'), info: z.looseObject({}), paths: z.looseObject({}) }),
    description: 'The description.',
    example: { openapi: '3.1.0', info: { title: 'Broadsheet' }, paths: {} },
  },
}

/** All that the API answers, in the order in which it is documented. */
export const OPERATIONS: readonly Operation[] = [
  dailyPapersOperation,
  papersOperation,
  searchOperation,
  paperOperation,
  arxivReposOperation,
  searchV1Operation,
  countsOperation,
  similarOperation,
  suggestOperation,
  sourcesOperation,
  problemsOperation,
  askOperation,
  roomOperation,
  inboxOperation,
  changeOperation,
  endOperation,
  openApiOperation,
]

/** What every operation may answer instead. */
export const EVERY_ERROR: Partial<Record<ErrorCode, string>> = {
  invalid: 'A parameter is wrong or given twice; its name begins the message. Unknown ones are ignored.',
  rate_limited: 'Too many requests from one address. `Retry-After` says in how many seconds to go on.',
  unavailable: 'The database does not answer. `Retry-After` says in how many seconds to try again.',
  internal: 'A fault of ours, which is in the log.',
}

const DESCRIPTION = `The server answers in the wire format of the Daily Papers API of Hugging Face, so that clients of that API
work with their base address changed. Papers are read with GET or HEAD; nothing needs an account. What changes something
takes JSON, and concerns subscriptions alone.`

/** Puts the description together from the operations and their schemas. */
export function composeOpenApi({ baseUrl, version }: { baseUrl: string; version: string }): OpenApi {
  const shelf = collectSchemas()
  const paths: OpenApi['paths'] = {}
  for (const operation of OPERATIONS) {
    const described = { [operation.method ?? 'get']: describeOperation(operation, shelf) }
    paths[operation.path] = { ...paths[operation.path], ...described }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Broadsheet', version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: baseUrl }],
    paths,
    components: { schemas: shelf.schemas },
  }
}

function describeOperation(operation: Operation, shelf: SchemaShelf): Record<string, unknown> {
  const { name, summary, description, answer, paged, body, status = 200 } = operation
  const content = { schema: shelf.toSchema(answer.schema), example: answer.example }
  const isTagged = operation.method === undefined && !operation.isPrivate
  const headers = { ...(isTagged ? ANSWER_HEADERS : RATE_HEADERS), ...(paged && { Link: LINK_HEADER }) }
  return {
    summary,
    description,
    operationId: name,
    parameters: [...(operation.pathParameters ?? []).map(describePathParameter), ...describeQuery(operation, shelf)],
    ...(body && { requestBody: describeBody(body, shelf) }),
    responses: {
      [status]: { description: answer.description, headers, content: { 'application/json': content } },
      ...(isTagged && { 304: NOT_MODIFIED }),
      ...describeErrors({ ...EVERY_ERROR, ...operation.errors }, shelf),
    },
  }
}

const NOT_MODIFIED = { description: 'Nothing changed since the answer whose `ETag` was sent as `If-None-Match`.' }

function describeBody({ schema, description, example }: NonNullable<Operation['body']>, shelf: SchemaShelf) {
  const content = { 'application/json': { schema: shelf.toSchema(schema, 'input'), example } }
  return { description, required: true, content }
}

function describePathParameter({ name, description, example }: PathParameter) {
  return { name, in: 'path', required: true, description, schema: { type: 'string' }, example }
}

/** One parameter of a query, as OpenAPI has it. */
export type QueryParameter = { name: string; in: 'query'; required: boolean; description: string; schema: JsonSchema }

/** The parameters that an operation reads, in the order of its schema. */
export function describeQuery({ query, repeatable }: Operation, shelf: SchemaShelf): (QueryParameter & object)[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => {
    const { description, ...rest } = shelf.toSchema(schema as z.ZodType)
    return {
      name,
      in: 'query' as const,
      required: false,
      description: description ?? '',
      schema: rest,
      ...(repeatable?.includes(name) && { style: 'form', explode: true }),
    }
  })
}

function describeErrors(errors: Partial<Record<ErrorCode, string>>, shelf: SchemaShelf): Record<string, unknown> {
  const content = { 'application/problem+json': { schema: shelf.toSchema(problem) } }
  const codes = Object.keys(errors) as ErrorCode[]
  return Object.fromEntries(
    codes.map((code) => {
      const mayWait = code === 'unavailable' || code === 'rate_limited'
      const headers = { ...ERROR_HEADERS, ...(mayWait && { 'Retry-After': RETRY_AFTER_HEADER }) }
      return [STATUS[code], { description: errors[code], headers, content }]
    }),
  )
}

import type { ErrorCode } from '../src/domain/error.ts'
import { STATUS } from '../src/http/errors.ts'
import { describeQuery, EVERY_ERROR, OPERATIONS } from '../src/http/openapi/describe-api.ts'
import type { Operation } from '../src/http/openapi/operation.ts'
import { collectSchemas, type JsonSchema } from '../src/http/openapi/schemas.ts'

const REGION = /<!-- begin (.+?) -->\n[^]*?<!-- end -->/g

/**
 * docs/api.md with its regions made anew. What stands between `<!-- begin NAME -->` and `<!-- end -->` follows from the
 * description of the API: NAME is a path, "errors" or "forms". The rest is written by hand and stays.
 *
 * @throws Error where a region is missing or has a name of nothing
 */
export function fillApiDocument(text: string): string {
  const regions = composeRegions()
  const filled = new Set<string>()
  const document = text.replace(REGION, (_, name: string) => {
    const region = regions.get(name)
    if (region === undefined) throw new Error(`docs/api.md: nothing is called "${name}"`)
    filled.add(name)
    return `<!-- begin ${name} -->\n\n${region}\n\n<!-- end -->`
  })
  const missing = [...regions.keys()].filter((name) => !filled.has(name))
  if (missing.length > 0) throw new Error(`docs/api.md lacks <!-- begin … --> of ${missing.join(', ')}`)
  return document
}

function composeRegions(): Map<string, string> {
  const shelf = collectSchemas()
  const regions = new Map(OPERATIONS.map((operation) => [toRegionName(operation), describeOperation(operation)]))
  for (const { answer } of OPERATIONS) shelf.toSchema(answer.schema)
  return regions.set('errors', describeErrors()).set('forms', describeForms(shelf.schemas))
}

/** "/api/papers", "POST /api/v1/subscriptions". */
function toRegionName({ method, path }: Operation): string {
  return method === undefined ? path : `${method.toUpperCase()} ${path}`
}

function describeOperation(operation: Operation): string {
  const { description, pathParameters = [], body, answer, paged } = operation
  const shelf = collectSchemas()
  const rows = [
    ...pathParameters.map(({ name, description: meaning }) => [`\`${name}\` in the path`, '', meaning]),
    ...describeQuery(operation, shelf).map(({ name, schema, description: meaning }) => [
      `\`${name}\``,
      schema['default'] === undefined || Array.isArray(schema['default']) ? '' : `\`${String(schema['default'])}\``,
      `${meaning}${describeLimits(schema)}`,
    ]),
  ]
  const next = paged ? ' While there are more, `Link: <…>; rel="next"` names the next page.' : ''
  return [
    description,
    ...(rows.length > 0 ? [toTable(['Parameter', 'Default', 'Meaning'], rows)] : []),
    ...(body ? [describeBody(body)] : []),
    `Answer: ${toTypeName(shelf.toSchema(answer.schema))}. ${answer.description}${next}`,
  ].join('\n\n')
}

/** What is to be sent, key by key, and an example: its parts may be of several forms. */
function describeBody({ schema, description, example }: NonNullable<Operation['body']>): string {
  const { properties = {}, required = [] } = collectSchemas().toSchema(schema, 'input')
  const rows = Object.entries(properties as Record<string, JsonSchema>).map(([key, member]) => [
    `\`${key}\`${(required as string[]).includes(key) ? '' : '?'}`,
    toTypeName(member),
    `${member.description ?? ''}${describeLimits(member)}`,
  ])
  const sent = `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``
  return [`Body: ${description}`, toTable(['Key', 'Type', 'Meaning'], rows), sent].join('\n\n')
}

function describeLimits({ minimum, maximum, enum: values, items }: JsonSchema): string {
  const allowed = values ?? (items as JsonSchema | undefined)?.['enum']
  if (Array.isArray(allowed)) return ` One of ${allowed.map((value) => `\`${String(value)}\``).join(', ')}.`
  return minimum === undefined ? '' : ` ${String(minimum)} to ${String(maximum)}.`
}

function describeErrors(): string {
  const own = OPERATIONS.flatMap(({ errors }) => Object.entries(errors ?? {}))
  const all = new Map([...Object.entries(EVERY_ERROR), ...own]) as Map<ErrorCode, string>
  const rows = [...all]
    .toSorted(([a], [b]) => STATUS[a] - STATUS[b])
    .map(([code, meaning]) => [`\`${code}\``, String(STATUS[code]), meaning])
  return toTable(['`title`', 'Status', 'When'], rows)
}

function describeForms(schemas: Record<string, JsonSchema>): string {
  return Object.entries(schemas)
    .map(([name, schema]) => {
      const required = new Set(schema['required'] as string[])
      const rows = Object.entries(schema['properties'] as Record<string, JsonSchema>).map(([key, member]) => [
        `\`${key}\`${required.has(key) ? '' : '?'}`,
        toTypeName(member),
        member.description ?? '',
      ])
      return `### ${name}\n\n${schema.description ?? ''}\n\n${toTable(['Key', 'Type', 'Meaning'], rows)}`
    })
    .join('\n\n')
}

/** A type in a few words; a form of its own with a link to where it is described. */
function toTypeName({ $ref, type, format, items, oneOf }: JsonSchema): string {
  if (typeof $ref === 'string') {
    const name = $ref.slice($ref.lastIndexOf('/') + 1)
    return `[${name}](#${name.toLowerCase()})`
  }
  if (oneOf !== undefined) return 'object'
  if (type === 'array') return `list of ${toTypeName(items as JsonSchema)}`
  if (format === 'date-time') return 'instant'
  return typeof type === 'string' ? type : 'nothing'
}

function toTable(heads: string[], rows: string[][]): string {
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.map(toCell).join(' | ')} |`)
  return lines.join('\n')
}

function toCell(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|')
}

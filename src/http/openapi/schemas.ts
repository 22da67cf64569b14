import { z } from 'zod'

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 holds it. */
export type JsonSchema = { [key: string]: unknown; description?: string }

/** The named schemas met so far, and the way to meet more: `toSchema` refers to named ones. */
export type SchemaShelf = {
  schemas: Record<string, JsonSchema>
  toSchema(schema: z.ZodType, io?: 'input' | 'output'): JsonSchema
}

/** An empty shelf. Schemas with an id in their metadata are put on it; the others stand where they are used. */
export function collectSchemas(): SchemaShelf {
  const schemas: Record<string, JsonSchema> = {}
  return {
    schemas,
    toSchema(schema, io = 'output') {
      // As they are after reading: what a parameter is, not the text it is read from. A body is as it is sent.
      const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
      const { $schema: _, $defs, ...rest } = pointToShelf(made) as JsonSchema
      Object.assign(schemas, $defs)
      return rest
    },
  }
}

/** Moves references from the schema itself to the shelf. */
function pointToShelf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointToShelf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string'
        ? member.replace('#/$defs/', '#/components/schemas/')
        : pointToShelf(member),
    ]),
  )
}

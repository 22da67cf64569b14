import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { composeOpenApi, OPERATIONS } from '../../src/http/openapi/describe-api.ts'
import { anAppOf } from '../support/an-app.ts'

const described = composeOpenApi({ baseUrl: 'https://broadsheet.example', version: '1.2.3' })

/** The API's addresses that the app answers, as the description writes them. */
function listRoutes(): string[] {
  const routes = anAppOf({}).routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
  return [...new Set(routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`))]
}

describe('the description of the API', () => {
  test('names every address that there is, and no other', () => {
    expect(
      Object.entries(described.paths)
        .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
        .toSorted(),
    ).toEqual(listRoutes().toSorted())
  })

  test('is served as it is composed', async () => {
    const response = await anAppOf({}).request('/api/openapi.json')

    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual(described)
  })

  test('is a document of OpenAPI 3.1 in which every reference leads somewhere', () => {
    const ids = Object.values(described.paths).flatMap((methods) =>
      Object.values(methods).map((one) => one['operationId']),
    )
    const references = [...JSON.stringify(described).matchAll(/"\$ref":"([^"]+)"/g)].map(([, name = '']) => name)

    expect(described.openapi).toBe('3.1.0')
    expect(new Set(ids).size).toBe(ids.length)
    expect([...new Set(references)].toSorted()).toEqual(
      Object.keys(described.components.schemas)
        .map((name) => `#/components/schemas/${name}`)
        .toSorted(),
    )
    expect(references).toContain('#/components/schemas/DailyPaper')
    expect(JSON.stringify(described)).not.toContain('$defs')
  })

  test.each(OPERATIONS.map((one) => [one.method ?? 'get', one.path, one] as const))(
    'of %s %s explains every parameter and gives an example that its own schema allows',
    (method, path, { answer, body, query, pathParameters }) => {
      const get = described.paths[path]?.[method] as {
        parameters: { name: string; description: string; schema: object }[]
      }
      const names = [...(pathParameters ?? []).map(({ name }) => name), ...Object.keys(query?.shape ?? {})]

      expect(get.parameters.map(({ name }) => name)).toEqual(names)
      for (const parameter of get.parameters) {
        expect(parameter.description).not.toBe('')
        expect(Object.keys(parameter.schema).length).toBeGreaterThan(0)
      }
      expect(answer.schema.safeParse(answer.example).error?.issues).toBeUndefined()
      expect(body?.schema.safeParse(body.example).error?.issues).toBeUndefined()
    },
  )

  test('holds the limits by which parameters are read', () => {
    const { parameters } = described.paths['/api/daily_papers']?.get as {
      parameters: { name: string; schema: object }[]
    }

    const limit = parameters.find(({ name }) => name === 'limit')

    expect(limit?.schema).toEqual({ type: 'integer', minimum: 1, maximum: 100, default: 50 })
  })

  test('is made of schemas that another reader of JSON Schema takes', () => {
    const ajv = new Ajv2020({ strict: true, validateFormats: false, allowUnionTypes: true, keywords: ['example'] })

    for (const [name, schema] of Object.entries(described.components.schemas)) {
      ajv.addSchema(schema, `#/components/schemas/${name}`)
    }

    expect(Object.keys(described.components.schemas)).toContain('Problem')
    for (const name of Object.keys(described.components.schemas)) {
      expect(ajv.getSchema(`#/components/schemas/${name}`)).toBeTypeOf('function')
    }
  })
})

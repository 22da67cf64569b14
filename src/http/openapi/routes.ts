import { Hono } from 'hono'
import { composeOpenApi, OPENAPI_PATH } from './describe-api.ts'

/** GET /api/openapi.json — the API, described for programs. */
export function openApiRoutes(site: { baseUrl: string; version: string }): Hono {
  let text: string | undefined // made when somebody asks: most servers are never asked
  return new Hono().get(OPENAPI_PATH, (c) => {
    text ??= JSON.stringify(composeOpenApi(site))
    return c.body(text, 200, { 'Content-Type': 'application/json' })
  })
}

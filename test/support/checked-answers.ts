import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Hono } from 'hono'
import { composeOpenApi } from '../../src/http/openapi/describe-api.ts'

const described = composeOpenApi({ baseUrl: 'https://broadsheet.example', version: '1.2.3' })

// The patterns beside the formats are as strict, and a format is a note where no pattern stands.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
ajv.addSchema(described, 'api')

type Check = { matches: RegExp; isValid: ValidateFunction }

// The longer path is the more particular one: /api/papers/{id} before /api/papers.
const checks: Check[] = Object.keys(described.paths)
  .filter((path) => described.paths[path]?.get)
  .map((path) => ({
    matches: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '.+')}$`),
    isValid: compile(`/paths/${escapePointer(path)}/get/responses/200/content/application~1json/schema`),
  }))
const isProblem = compile('/components/schemas/Problem')

/** The app, but an answer of its API that its own description does not allow is thrown. */
export function checkAnswers(app: Hono): Hono {
  const { fetch } = app
  app.fetch = async (request, ...rest) => {
    const answer = await fetch(request, ...rest)
    const { pathname } = new URL(request.url)
    if (request.method === 'GET' && pathname.startsWith('/api/')) await check(pathname, answer.clone())
    return answer
  }
  return app
}

async function check(pathname: string, answer: Response): Promise<void> {
  if (answer.status === 304) return
  const isValid = answer.status === 200 ? checks.find(({ matches }) => matches.test(pathname))?.isValid : isProblem
  if (!isValid) throw new Error(`${pathname} is answered, and not described`)
  if (isValid(await answer.json())) return
  throw new Error(`${pathname} answers what is not described: ${ajv.errorsText(isValid.errors)}`)
}

function compile(pointer: string): ValidateFunction {
  return ajv.compile({ $ref: `api#${pointer}` })
}

function escapePointer(text: string): string {
  return encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'))
}

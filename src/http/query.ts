import type { Context } from 'hono'
import { z } from 'zod'
import { AppError } from '../domain/error.ts'

/** No parameter of ours is longer: a cursor holds an id of 300 characters of three bytes each, in base64. */
const LONGEST_VALUE = 1300

/** A whole number from `least` to `most`, written in digits alone. */
export function wholeNumber(least: number, most: number, fallback: number) {
  const expected = `expected a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .pipe(z.int(expected).min(least, expected).max(most, expected))
    .default(fallback)
}

/** A parameter that a function of the domain reads. Its message becomes the fault. */
export function parsedBy<T>(parse: (text: string) => T) {
  return z.string().transform((text, context): T => {
    try {
      return parse(text)
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      context.addIssue({ code: 'custom', message: thrown.message })
      return z.NEVER
    }
  })
}

/**
 * The parameters of an address that a schema knows; others are ignored.
 *
 * @param repeatable those that may stand several times: the schema gets a list of them
 * @throws AppError `invalid` naming the first wrong parameter
 */
export function readQuery<Schema extends z.ZodObject>(
  c: Context,
  schema: Schema,
  repeatable: readonly string[] = [],
): z.infer<Schema> {
  const given = new URL(c.req.url).searchParams
  const values: Record<string, string | string[]> = {}
  for (const name of Object.keys(schema.shape)) {
    const [value, ...more] = given.getAll(name)
    if (value === undefined) continue
    if (more.length > 0 && !repeatable.includes(name)) throw new AppError('invalid', `${name}: given more than once`)
    values[name] = repeatable.includes(name) ? [value, ...more] : value
  }
  const read = schema.safeParse(values)
  if (read.success) {
    refuseOverlong(values)
    return read.data
  }
  const [issue] = read.error.issues
  throw new AppError('invalid', `${issue?.path.join('.')}: ${issue?.message}`)
}

/** After the schema, which names a limit of its own where there is one. */
function refuseOverlong(values: Readonly<Record<string, string | string[]>>): void {
  const [first] =
    Object.entries(values).find(([, value]) => [value].flat().some((one) => one.length > LONGEST_VALUE)) ?? []
  if (first !== undefined) throw new AppError('invalid', `${first}: expected at most ${LONGEST_VALUE} characters`)
}

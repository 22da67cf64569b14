import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  hashedWords,
  startEmbeddingServer,
  type TestEmbeddingServer,
  toBody,
} from '../../test/support/embedding-server.ts'
import type { EmbeddingServer } from '../domain/embedding-server.ts'
import { toAppError } from '../domain/error.ts'
import { openEmbedder } from './open-embedder.ts'

const KEY = 'sk-very-secret-0123456789'

let server: TestEmbeddingServer
let pauses: number[]
beforeEach(async () => {
  server = await startEmbeddingServer({ key: KEY })
  pauses = []
})
afterEach(() => server.close())

function open(settings: Partial<EmbeddingServer> = {}) {
  const pause = (ms: number): Promise<void> => {
    pauses.push(ms)
    return Promise.resolve()
  }
  return openEmbedder({ ...server.settings, ...settings }, { attempts: 4, pause })
}

/** A vector of the model as it is to come back: of length 1, filled up to 128 numbers. */
function unitOf(text: string): number[] {
  const vector = hashedWords()(text)
  const length = Math.hypot(...vector)
  return [...vector, ...new Array<number>(32).fill(0)].map((value) => Math.fround(value / length))
}

const texts = (count: number): string[] => Array.from({ length: count }, (_, n) => `owl number ${'x'.repeat(n + 1)}`)

test('vectors come back in the order of the texts, of length 1, however many batches and whatever their order', async () => {
  server.reply = ({ input }) => {
    const places = input.map((_, place) => input.length - 1 - place)
    return {
      body: toBody(
        places.map((place) => server.model(input[place]!)),
        places,
      ),
    }
  }

  const { vectors } = await open().embedDocuments(texts(20))

  expect(vectors.map((vector) => [...vector!])).toEqual(texts(20).map(unitOf))
  expect(server.asked.map(({ input }) => input.length)).toEqual([8, 8, 7])
})

test('a request names the model, the key and the dimensions, and puts the prefix before texts, not before the probe', async () => {
  await open({ dimensions: 96, documentPrefix: 'doc: ' }).embedDocuments(['owls'])

  const [asked] = server.asked
  expect(asked?.authorization).toBe(`Bearer ${KEY}`)
  expect(asked?.body).toMatchObject({ model: 'hashed', dimensions: 96, encoding_format: 'float' })
  expect(asked?.input[1]).toBe('doc: owls')
  expect(asked?.input[0]).not.toMatch(/doc/)
})

test('a server that is busy is asked again: as late as it says, and later each time', async () => {
  const replies = [
    { status: 429, headers: { 'Retry-After': '7' }, body: '{"error":{"message":"slow down"}}' },
    { status: 500, body: 'oops' },
    { status: 503, body: '' },
  ]
  server.reply = (_, count) => replies[count - 1]

  const { vectors } = await open().embedDocuments(['owls'])

  expect([...vectors[0]!]).toEqual(unitOf('owls'))
  expect(pauses).toEqual([7000, 1000, 2000])
})

test('one that stays busy, asks for too long or is not there is given up, with the address, what it said and what to do', async () => {
  const messages: string[] = []
  const tell = (error: unknown): void => void messages.push(`${toAppError(error).code}: ${toAppError(error).message}`)
  server.reply = () => ({ status: 500, body: `{"error":"out of memory, key ${KEY}"}` })
  await open().embedDocuments(['owls']).catch(tell)
  server.reply = () => ({ status: 429, headers: { 'Retry-After': '3600' }, body: '' })
  await open().embedDocuments(['owls']).catch(tell)
  const asked = server.asked.length
  await server.goAway()
  await open().embedDocuments(['owls']).catch(tell)

  const address = `The embedding server ${server.settings.url}`
  const mend = 'It is asked again later; if this goes on, see what the server itself says.'
  expect(messages).toEqual([
    `unavailable: ${address} answered 500: out of memory, key ***. ${mend}`,
    `unavailable: ${address} answered 429. ${mend}`,
    `unavailable: ${address} cannot be reached (ECONNREFUSED). ${mend}`,
  ])
  expect(asked).toBe(4 + 1)
})

test('one that does not answer in time is given up; a query is asked for once', async () => {
  server.reply = () => 'silence'

  const asked = open({ queryTimeoutMs: 100 }).embedQueries(['owls'])

  await expect(asked).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('did not answer within 0.1 s') as string,
  })
  expect(server.asked).toHaveLength(1)
})

describe('an answer of which anything is wrong is not used', () => {
  const good = hashedWords()('owls')
  test.each([
    ['a web page', '<!doctype html><p>Welcome', 'answered something that is not JSON (application/json)'],
    ['JSON without vectors', '{"ok":true}', 'answered JSON without a list of vectors'],
    ['null', 'null', 'answered JSON without a list of vectors'],
    ['too few vectors', toBody([good]), 'answered 1 vectors for 2 texts'],
    ['too many', toBody([good, good, good]), 'answered 3 vectors for 2 texts'],
    ['one place twice', toBody([good, good], [1, 1]), 'answered vectors whose order cannot be told'],
    ['a place beyond the end', toBody([good, good], [0, 2]), 'answered vectors whose order cannot be told'],
    ['vectors of two lengths', toBody([good, good.slice(1)]), 'answered a vector of 95 numbers, not 96'],
    [
      'vectors that are too long',
      toBody([1, 2].map(() => Array(4097).fill(1))),
      'answered vectors of more than 4096 numbers',
    ],
    ['texts for numbers', toBody([good, good.map(String)]), 'answered a vector with something that is no number'],
    [
      'nulls, as NaN is written',
      toBody([good, good.map(() => NaN)]),
      'answered a vector with something that is no number',
    ],
    [
      'numbers beyond all',
      toBody([good, 0]).replace('"embedding":0', '"embedding":[1e999]'),
      'answered a vector of 1 numbers',
    ],
    [
      'infinite numbers',
      toBody([[1], 0]).replace('"embedding":0', '"embedding":[1e999]'),
      'something that is no number',
    ],
    ['zeros', toBody([good, good.map(() => 0)]), 'or with nothing but zeros'],
    ['base64', toBody([good, 'AAAA']), 'answered a vector that is not a list of numbers'],
  ])('%s', async (_, body, says) => {
    server.reply = () => ({ body })

    const asked = open().embedDocuments(['owls'])

    await expect(asked).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining(says) as string })
    expect(server.asked).toHaveLength(1)
  })

  test('a gigantic one is not read to its end', async () => {
    server.reply = () => ({ body: `{"data":[${'1,'.repeat(5_000_000)}1]}` })

    await expect(open().embedDocuments(['owls'])).rejects.toThrow('answered far more than was asked for')
  })

  test('vectors of another dimension than was asked for', async () => {
    await expect(open({ dimensions: 128 }).embedDocuments(['owls'])).rejects.toThrow('a vector of 96 numbers, not 128')
  })

  test('one that leads elsewhere, where the key is nobody’s business', async () => {
    server.reply = () => ({ status: 307, headers: { Location: 'http://localhost:9/' }, body: '' })

    await expect(open().embedDocuments(['owls'])).rejects.toThrow('answered 307, which leads elsewhere')
  })

  test.each([
    [401, 'EMBEDDING_KEY'],
    [404, 'EMBEDDING_MODEL'],
    [405, 'EMBEDDING_URL'],
  ])('a refusal with %d names the setting to look at', async (status, setting) => {
    server.reply = () => ({ status, body: JSON.stringify({ error: { message: `no, ${KEY}` } }) })

    const error = await open().embedDocuments(['owls']).catch(toAppError)

    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining(setting) as string })
    expect((error as Error).message).not.toContain(KEY)
    expect(server.asked).toHaveLength(1)
  })
})

test('a text that is too long is cut until it is taken; one that is never taken has no vector; the others have theirs', async () => {
  const long = 'owl '.repeat(500)
  server.reply = ({ input }) => {
    if (input.some((text) => text.length > 600)) return { status: 413, body: '{"error":"too long"}' }
    return input.includes('poison') ? { status: 400, body: '{"error":"never"}' } : undefined
  }

  const { vectors } = await open().embedDocuments(['tide', long, 'poison', 'moon'])

  expect(vectors.map((vector) => vector && [...vector])).toEqual([
    ...[unitOf('tide'), unitOf(long.slice(0, 500)), undefined, unitOf('moon')],
  ])
})

test('a server that refuses whatever it is asked is no matter of the texts', async () => {
  server.reply = () => ({ status: 400, body: '{"error":{"message":"this model takes no dimensions"}}' })

  await expect(open().embedDocuments(['owls', 'tides'])).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('answered 400: this model takes no dimensions') as string,
  })
})

test('a model that is exchanged between two requests is noticed', async () => {
  server.reply = (_, count) => {
    if (count === 2) server.model = hashedWords(5)
    return undefined
  }

  await expect(open().embedDocuments(texts(20))).rejects.toMatchObject({ code: 'conflict' })
})

test('who asked may end it: nothing is asked for after that', async () => {
  const ending = new AbortController()
  server.reply = () => {
    ending.abort(new Error('enough'))
    return 'silence'
  }

  await expect(open().embedDocuments(texts(40), ending.signal)).rejects.toThrow('enough')
  expect(server.asked.length).toBeLessThanOrEqual(2)
})

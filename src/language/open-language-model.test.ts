import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startLanguageServer, type TestLanguageServer, toChatBody } from '../../test/support/language-server.ts'
import type { LanguageServer } from '../domain/language-server.ts'
import type { PaperId } from '../domain/paper.ts'
import type { SummarisedPaper, WrittenSummary } from '../domain/ports.ts'
import { openLanguageModel } from './open-language-model.ts'

const KEY = 'sk-very-secret-0123456789'
const GOOD = 'The paper teaches owls to find papers by hearing alone.'
const PAPER: SummarisedPaper = {
  id: '2605.00001' as PaperId,
  title: 'Owls that find papers',
  abstract: 'We teach owls to find papers by hearing alone. They find 40 of them in an hour.',
  sentences: ['They find 40 of them in an hour.'],
}
const STILL = new AbortController().signal

let server: TestLanguageServer
beforeEach(async () => void (server = await startLanguageServer({ key: KEY })))
afterEach(() => server.close())

function write(settings: Partial<LanguageServer> = {}, paper = PAPER): Promise<WrittenSummary> {
  return openLanguageModel({ ...server.settings, ...settings }).summarise(paper, STILL)
}

test('a summary comes back with what it cost; the model is shown title and abstract, and nothing else of us', async () => {
  server.reply = () => ({ body: toChatBody(GOOD) })

  const written = await write()

  const [asked] = server.asked
  expect(written).toEqual({ text: GOOD, tokens: 500 })
  expect(asked?.authorization).toBe(`Bearer ${KEY}`)
  expect(asked?.body).toMatchObject({ model: 'made-up', max_tokens: 400, temperature: 0, stream: false })
  expect(JSON.parse(asked?.messages[1]?.content ?? '')).toEqual({ title: PAPER.title, text: PAPER.abstract })
})

test('a translation is asked for of the sentences that were picked, into the language', async () => {
  server.reply = () => ({ body: toChatBody('In der Stunde finden sie 40 von den Papieren.') })

  const written = await write({ task: 'translation', language: 'de' })

  const [system, user] = server.asked[0]?.messages ?? []
  expect(written).toMatchObject({ text: 'In der Stunde finden sie 40 von den Papieren.' })
  expect(system?.content).toContain('into German')
  expect(JSON.parse(user?.content ?? '')).toEqual({ title: PAPER.title, text: PAPER.sentences[0] })
})

test('thoughts before an answer and a fence around it are left out', async () => {
  const content = `<think>Owls? "40".</think>\n\`\`\`json\n${JSON.stringify({ text: GOOD })}\n\`\`\``
  server.reply = () => ({ body: toChatBody('', { content }) })

  expect(await write()).toMatchObject({ text: GOOD })
})

test('a server that refuses the older name of the limit is asked by the newer one from then on', async () => {
  const refusal = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
  server.reply = ({ body }) =>
    'max_tokens' in body
      ? { status: 400, body: JSON.stringify({ error: { message: refusal } }) }
      : { body: toChatBody(GOOD) }
  const model = openLanguageModel(server.settings)

  await model.summarise(PAPER, STILL)
  const second = await model.summarise(PAPER, STILL)

  expect(second).toMatchObject({ text: GOOD })
  expect(server.asked.map(({ body }) => body['max_completion_tokens'])).toEqual([undefined, 400, 400])
  expect(server.asked.at(-1)?.body).not.toHaveProperty('temperature')
})

describe('what is of no use is refused, and paid for', () => {
  test.each([
    ['a chat', toChatBody('', { content: `Sure! Here it is: ${GOOD}` }), 'is not the JSON that was asked for'],
    ['nothing', toChatBody(''), 'is empty'],
    ['an answer that was cut', toChatBody(GOOD, { finish: 'length' }), 'was cut at its limit'],
    ['no text', toChatBody('', { content: null }), 'has no text'],
    ['another form', '{"ok":true}', 'has no text'],
    ['null', 'null', 'has no text'],
    ['a made-up number', toChatBody('The paper teaches owls to find 400 papers in an hour.'), 'speaks of 400'],
  ])('%s', async (_, body, reason) => {
    server.reply = () => ({ body })

    const written = await write()

    expect(written).toMatchObject({ outcome: 'refused', reason: expect.stringContaining(reason) as string })
    expect(written.tokens).toBeGreaterThan(0)
  })

  test('what a server does not tell of its cost counts as the most that it may be', async () => {
    server.reply = () => ({ body: toChatBody(GOOD, { usage: { total_tokens: 'many' } }) })
    const { mostTokens } = openLanguageModel(server.settings)

    expect(await write()).toEqual({ text: GOOD, tokens: mostTokens })
  })

  test('a paper without an abstract is not asked about', async () => {
    expect(await write({}, { ...PAPER, abstract: ' ' })).toMatchObject({ outcome: 'refused', tokens: 0 })
    expect(server.asked).toEqual([])
  })
})

describe('a server that fails says so, without its key', () => {
  test('with a status', async () => {
    server.reply = () => ({ status: 500, body: `{"error":"out of memory, key ${KEY}"}` })

    expect(await write()).toEqual({
      outcome: 'failed',
      reason: 'The language model answered 500: out of memory, key ***',
      tokens: 0,
    })
  })

  test('with an address elsewhere, to which the key does not go', async () => {
    server.reply = () => ({ status: 307, headers: { Location: server.settings.url }, body: '' })

    expect(await write()).toMatchObject({ outcome: 'failed' })
    expect(server.asked).toHaveLength(1)
  })

  test('with silence, which may be paid for', async () => {
    server.reply = () => 'silence'

    const written = await write({ timeoutMs: 100 })

    expect(written).toMatchObject({ outcome: 'failed', reason: 'The language model did not answer within 0.1 s' })
    expect(written.tokens).toBeGreaterThan(0)
  })

  test('with a web page, a gigantic answer, or not at all', async () => {
    server.reply = () => ({ body: '<!doctype html>' })
    expect(await write()).toMatchObject({ outcome: 'failed' })
    server.reply = () => ({ body: `{"choices":"${'x'.repeat(600_000)}"}` })
    expect(await write()).toMatchObject({ reason: 'The language model answered far more than was asked for' })
    await server.close()
    expect(await write()).toMatchObject({ outcome: 'failed', tokens: 0 })
  })
})

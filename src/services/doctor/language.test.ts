import { afterEach, beforeEach, expect, test } from 'vitest'
import { startLanguageServer, type TestLanguageServer, toChatBody } from '../../../test/support/language-server.ts'
import { checkLanguage } from './language.ts'

let server: TestLanguageServer
beforeEach(async () => void (server = await startLanguageServer({ model: 'owl-7b' })))
afterEach(() => server.close())

const check = () => checkLanguage(server.settings, undefined, 0)

test('without a language model there is nothing to look at', async () => {
  expect((await checkLanguage(undefined, undefined, 0)).outcome).toBe('skipped')
})

test('a model whose answer stands the checks is well, and says what it took', async () => {
  server.reply = () => ({ body: toChatBody('The model hears as owls do, and finds the place of a sound at night.') })

  expect(await check()).toMatchObject({
    outcome: 'ok',
    says: expect.stringMatching(/^owl-7b answers in \d+ ms, for 500/) as string,
  })
})

test('one that makes numbers up is to be minded, one that does not answer has failed', async () => {
  server.reply = () => ({ body: toChatBody('The model of the owls finds the place of 400 sounds at night.') })
  const made = await check()
  server.reply = () => ({ status: 401, body: '{"error":{"message":"no such key"}}' })
  const refused = await check()

  expect(made).toMatchObject({ outcome: 'warning', says: expect.stringContaining('speaks of 400') as string })
  expect(refused).toMatchObject({ outcome: 'failure', says: 'The language model answered 401: no such key.' })
})

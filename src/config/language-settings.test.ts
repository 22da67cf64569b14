import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { listEffectiveSettings } from './effective-settings.ts'

const ASKED = { OPENAI_BASE_URL: 'http://localhost:11434/v1', OPENAI_MODEL: 'made-up' }

test('without an address there is no language model, whatever else is set', () => {
  expect(readConfig({ OPENAI_API_KEY: 'sk-1', OPENAI_MODEL: 'x' }).language).toBeUndefined()
})

test.each([
  ['http://localhost:11434', 'http://localhost:11434/v1/chat/completions'],
  ['http://localhost:11434/v1/', 'http://localhost:11434/v1/chat/completions'],
  ['https://api.example.org/openai/v1', 'https://api.example.org/openai/v1/chat/completions'],
  ['https://a.example/v1/chat/completions', 'https://a.example/v1/chat/completions'],
])('the address %s means %s', (address, url) => {
  expect(readConfig({ ...ASKED, OPENAI_BASE_URL: address }).language?.url).toBe(url)
})

test('settings come in milliseconds and tokens', () => {
  const given = { OPENAI_TIMEOUT_SECONDS: '2.5', OPENAI_ANSWER_TOKENS: '4000', OPENAI_DAILY_TOKENS: '0' }

  expect(
    readConfig({ ...ASKED, ...given, DIGEST_LANGUAGE: 'de', DIGEST_LANGUAGE_TASK: 'translation' }).language,
  ).toEqual({
    ...{ url: 'http://localhost:11434/v1/chat/completions', model: 'made-up', key: undefined, language: 'de' },
    ...{ task: 'translation', timeoutMs: 2500, answerTokens: 4000, dailyTokens: 0 },
  })
})

test.each([
  [{ OPENAI_MODEL: '' }, 'OPENAI_MODEL: must name a model'],
  [{ OPENAI_BASE_URL: 'http://me:secret@a.example' }, 'OPENAI_BASE_URL: must be http'],
  [{ DIGEST_LANGUAGE: 'tlh' }, 'DIGEST_LANGUAGE'],
  [{ DIGEST_LANGUAGE_TASK: 'translation' }, 'DIGEST_LANGUAGE: must be another language'],
  [{ OPENAI_TIMEOUT_SECONDS: '301' }, 'OPENAI_TIMEOUT_SECONDS: must be'],
  [{ OPENAI_ANSWER_TOKENS: '99' }, 'OPENAI_ANSWER_TOKENS: must be a whole number from 100'],
])('settings that cannot hold together are named: %j', (wrong, says) => {
  expect(() => readConfig({ ...ASKED, ...wrong })).toThrow(says)
})

test('"config show" hides the key, and no number of tokens', () => {
  const env = { ...ASKED, OPENAI_API_KEY: 'sk-1', OPENAI_DAILY_TOKENS: '9000' }

  const shown = new Map(listEffectiveSettings(env, readConfig(env)).map(({ name, value }) => [name, value]))

  expect([shown.get('OPENAI_API_KEY'), shown.get('OPENAI_DAILY_TOKENS')]).toEqual(['***', '9000'])
})

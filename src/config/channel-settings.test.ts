import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { listEffectiveSettings } from './effective-settings.ts'

describe('the settings of channels', () => {
  test('without any, readers subscribe mailboxes alone, and nothing private is reached', () => {
    expect(readConfig({}).channels).toEqual({
      telegram: { url: 'https://api.telegram.org', token: undefined },
      matrix: { url: undefined, token: undefined },
      networks: [],
      readers: [],
    })
  })

  test('are read', () => {
    const { channels } = readConfig({
      SUBSCRIBE_CHANNELS: 'ntfy, slack',
      TELEGRAM_TOKEN: '123456:aBcDeFgHiJkLmNoPqRsTuVwXyZ',
      MATRIX_URL: 'https://matrix.example.org/',
      MATRIX_TOKEN: 'syt_x',
      CHANNEL_NETWORKS: '10.0.0.0/8 192.168.1.5',
    })

    expect(channels).toMatchObject({
      telegram: { token: '123456:aBcDeFgHiJkLmNoPqRsTuVwXyZ' },
      matrix: { url: 'https://matrix.example.org', token: 'syt_x' },
      networks: [
        { address: '10.0.0.0', prefix: 8 },
        { address: '192.168.1.5', prefix: 32 },
      ],
      readers: ['ntfy', 'slack'],
    })
  })

  test.each([
    [{ SUBSCRIBE_CHANNELS: 'file' }, /SUBSCRIBE_CHANNELS: must be none, or of slack/],
    [{ SUBSCRIBE_CHANNELS: 'slack,pager' }, /SUBSCRIBE_CHANNELS/],
    [{ TELEGRAM_TOKEN: 'bot' }, /TELEGRAM_TOKEN: must be what BotFather gives/],
    [{ MATRIX_URL: 'https://ann:secret@matrix.org', MATRIX_TOKEN: 'x' }, /MATRIX_URL/],
    [{ MATRIX_URL: 'https://matrix.org' }, /MATRIX_TOKEN: must be set beside MATRIX_URL/],
    [{ MATRIX_TOKEN: 'x' }, /MATRIX_URL: must name the homeserver/],
    [{ CHANNEL_NETWORKS: 'everything' }, /CHANNEL_NETWORKS/],
  ])('%o is refused', (env, says) => {
    expect(() => readConfig(env)).toThrow(says)
  })

  test('tokens are shown to nobody', () => {
    const env = {
      TELEGRAM_TOKEN: '123456:aBcDeFgHiJkLmNoPqRsTuVwXyZ',
      MATRIX_URL: 'https://a.example',
      MATRIX_TOKEN: 'syt',
    }

    const shown = listEffectiveSettings(env, readConfig(env)).filter(({ name }) => name in env)

    expect(shown.map(({ name, value }) => [name, value])).toEqual([
      ['TELEGRAM_TOKEN', '***'],
      ['MATRIX_URL', 'https://a.example'],
      ['MATRIX_TOKEN', '***'],
    ])
  })
})

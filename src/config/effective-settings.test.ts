import { describe, expect, test } from 'vitest'
import { listSettings, readConfig } from './config.ts'
import { listEffectiveSettings } from './effective-settings.ts'

function show(env: Record<string, string>): Record<string, string | undefined> {
  const settings = listEffectiveSettings(env, readConfig(env))
  return Object.fromEntries(settings.map(({ name, value, from }) => [name, `${value} ${from}`]))
}

describe('listEffectiveSettings', () => {
  test('gives every setting there is, with what follows from others', () => {
    const shown = show({ BROADSHEET_DATA: '/srv/b', PORT: '', HOST: '::1', UNKNOWN: 'x' })

    expect(Object.keys(shown)).toEqual(listSettings().map(({ name }) => name))
    expect(shown).toMatchObject({
      BROADSHEET_DATA: '/srv/b environment',
      DATABASE_URL: 'sqlite:/srv/b/broadsheet.db default',
      HOST: '::1 environment',
      PORT: '8080 default',
      BASE_URL: 'http://localhost:8080 default',
    })
  })

  test.each([
    ['postgres://ada:tr0ub4dor@db/papers', 'postgres://ada:***@db/papers'],
    ['postgres://ada:p@ss@db/papers', 'postgres://ada:***@db/papers'],
    ['postgres://:tr0ub4dor@db/papers', 'postgres://:***@db/papers'],
    ['postgres://db/papers?user=ada&password=tr0ub4dor&ssl=1', 'postgres://db/papers?user=ada&password=***&ssl=1'],
    ['postgres://ada@db/papers', 'postgres://ada@db/papers'],
    ['sqlite:/a:b@c.db', 'sqlite:/a:b@c.db'],
  ])('masks the password of %s', (DATABASE_URL, shown) => {
    expect(show({ DATABASE_URL })).toMatchObject({ DATABASE_URL: `${shown} environment` })
  })
})

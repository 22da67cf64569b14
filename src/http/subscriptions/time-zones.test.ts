import { describe, expect, test } from 'vitest'
import { isTimeZone } from '../../platform/zoned-time.ts'
import { guessZone, TIME_ZONES } from './time-zones.ts'

describe('guessZone', () => {
  // Zones of countries: https://data.iana.org/time-zones/tzdb/zone1970.tab
  test.each([
    ['nb-NO,nb;q=0.9,en;q=0.8', 'Europe/Oslo'],
    ['nb', 'Europe/Oslo'],
    ['de-CH', 'Europe/Zurich'],
    ['de', 'Europe/Berlin'],
    ['ja', 'Asia/Tokyo'],
    ['en-GB', 'Europe/London'],
    ['pt-PT', 'Europe/Lisbon'],
    ['es-ES,es', 'Europe/Madrid'],
    ['fr', 'Europe/Paris'],
    ['zh-TW', 'Asia/Taipei'],
    ['zh', 'Asia/Shanghai'],
  ])('takes a browser of "%s" for one in %s', (languages, zone) => {
    expect(guessZone(languages)).toBe(zone)
  })

  test.each([undefined, '', '*', 'x', '_', 'qqq-QQ', '*;q=0.1', 'a'.repeat(9000)])(
    'knows nothing of a browser of "%s"',
    (languages) => {
      expect(guessZone(languages)).toBeUndefined()
    },
  )

  test.each(['en', 'en-US,en;q=0.5', 'en-AU', 'es', 'es-419', 'es-MX', 'fr-CA', 'pt', 'pt-BR', 'ru', 'ar'])(
    'does not guess where a browser of "%s" is: its readers live by many clocks',
    (languages) => {
      expect(guessZone(languages)).toBeUndefined()
    },
  )

  test('names only zones that can be chosen', () => {
    const regions = 'AR CL CN CY DE EC ES KZ MY NZ PS PT UA UZ'.split(' ')

    const guesses = regions.map((region) => guessZone(`en-${region}`))

    expect(guesses.filter((zone) => zone === undefined || !TIME_ZONES.includes(zone))).toEqual([])
  })
})

test('zones begin with the one of nobody, and each stands once', () => {
  expect(TIME_ZONES[0]).toBe('UTC')
  expect(new Set(TIME_ZONES).size).toBe(TIME_ZONES.length)
})

test('each zone that can be chosen is one by which digests can go out', () => {
  expect(TIME_ZONES.filter((zone) => !isTimeZone(zone))).toEqual([])
})

test('a zone is one that clocks go by, under an older name too', () => {
  const given = ['Europe/Oslo', 'Europe/Kyiv', 'Asia/Kolkata', 'UTC', 'Europe/Atlantis', '+02:00', '', '../etc']

  expect(given.filter(isTimeZone)).toEqual(['Europe/Oslo', 'Europe/Kyiv', 'Asia/Kolkata', 'UTC'])
})

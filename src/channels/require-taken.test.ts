import { describe, expect, test } from 'vitest'
import type { DeliveryError } from '../domain/delivery-error.ts'
import { type Meaning, requireTaken } from './require-taken.ts'
import type { ChannelAnswer } from './send-request.ts'

const NOW = Date.parse('2026-11-21T07:00:00Z')

function anAnswer(status: number, text = '', headers = {}): ChannelAnswer {
  return { status, text, headers, host: 'chat.example', at: NOW }
}

function toError(answer: ChannelAnswer, meaning?: Meaning): DeliveryError {
  try {
    requireTaken(answer, meaning)
  } catch (error) {
    return error as DeliveryError
  }
  throw new Error('it was taken')
}

describe('what an answer means', () => {
  test.each([200, 201, 202, 204])('a message answered %d was taken', (status) => {
    expect(() => requireTaken(anAnswer(status))).not.toThrow()
  })

  test.each([
    [301, 'postponed', false],
    [400, 'refused', false],
    [401, 'refused', false],
    [403, 'refused', false],
    [404, 'refused', true],
    [408, 'postponed', false],
    [410, 'refused', true],
    [413, 'refused', false],
    [425, 'postponed', false],
    [429, 'postponed', false],
    [500, 'postponed', false],
    [503, 'postponed', false],
  ])('of %d the message is %s; the address is dead: %s', (status, outcome, isAddressDead) => {
    expect(toError(anAnswer(status))).toMatchObject({ outcome, isAddressDead })
  })

  test('waits as long as it is told to', () => {
    expect(toError(anAnswer(429, '', { 'retry-after': '120' })).until).toBe(NOW + 120_000)
    expect(toError(anAnswer(429)).until).toBeUndefined()
  })

  test('tells what was said, and by whom', () => {
    expect(toError(anAnswer(404, 'no_service')).message).toBe('chat.example answered 404: no_service.')
    expect(toError(anAnswer(500, '<html>Sorry</html>')).message).toBe('chat.example answered 500: a web page.')
    expect(toError(anAnswer(400, '{"message":"Invalid Form Body"}')).message).toContain('400: Invalid Form Body.')
  })

  test('heeds what a service means by it', () => {
    const error = toError(anAnswer(401), { isPassing: true, isChannelDown: true, told: 'wrong token' })

    expect(error).toMatchObject({ outcome: 'postponed', isChannelDown: true })
    expect(error.message).toBe('chat.example answered 401: wrong token.')
  })

  test('tells it on one line without control characters, which PostgreSQL could not keep, and not all of a long one', () => {
    const told = toError(anAnswer(400), { told: `not\u0000 \u001b[2Jyou\n${'x'.repeat(10_000)}` }).message

    expect(told).toMatch(/^chat\.example answered 400: not \[2Jyou x+…?\.$/)
    expect(told.length).toBeLessThan(400)
  })
})

import { describe, expect, test } from 'vitest'
import type { Recipient, RecipientId } from '../domain/subscription.ts'
import { toSuppressedJson, toSuppressedLine } from './suppressed-lines.ts'

const GONE = { at: Date.parse('2026-11-22T02:58:00Z'), reason: 'The address takes nothing: gone.' }
const suppressed = (channel: Recipient['channel'], address: string): Recipient => ({
  ...{ id: 'r' as RecipientId, secret: 'abcdefghijklmnopqrstuv', createdAt: 1, channel, address, suppressed: GONE },
})
const WEBHOOK = suppressed('webhook', 'https://example.org/hooks/of-a-secret-name')

describe('who is sent nothing', () => {
  test('a mailbox stands there whole, since it is typed to have it written to again', () => {
    expect(toSuppressedLine(suppressed('mail', 'Ann@papers.example'))).toBe(
      '2026-11-22 02:58 UTC  Ann@papers.example  The address takes nothing: gone.',
    )
  })

  test.each(['webhook', 'slack', 'discord', 'teams', 'ntfy'] as const)(
    'of a place by %s, whose address is a secret, stand its host and its last letters',
    (channel) => {
      const recipient = { ...WEBHOOK, channel }

      expect(toSuppressedLine(recipient)).toBe(
        `2026-11-22 02:58 UTC  ${channel} example.org/…name  The address takes nothing: gone.`,
      )
      expect(toSuppressedJson(recipient)).not.toContain('hooks')
    },
  )

  test('programs read the same as an object', () => {
    expect(JSON.parse(toSuppressedJson(WEBHOOK))).toEqual({
      ...{ at: '2026-11-22T02:58:00.000Z', channel: 'webhook', where: 'example.org/…name' },
      reason: 'The address takes nothing: gone.',
    })
  })
})

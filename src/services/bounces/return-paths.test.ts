import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { RecipientId } from '../../domain/subscription.ts'
import { drawKey } from '../../platform/random-key.ts'
import { createReturnPaths } from './return-paths.ts'

const from = 'digest@papers.example'
const paths = createReturnPaths('one secret', { base: 'bounces@papers.example', from })
const draw = () => drawKey(randomBytes) as RecipientId

describe('an address that mail comes back to', () => {
  test('names its recipient, in capitals too, wherever it stands in a text', () => {
    const [one, two] = [draw(), draw()]
    const [first, second] = [one, two].map((id) => paths.toReturnPath({ id })) as [string, string]

    const found = paths.findRecipients(`To: <${first.toUpperCase()}>\nOriginal-Mail-From: ${second}\nAgain: ${first}`)

    expect(found).toEqual([one, two])
  })

  test('is no longer than mail servers take before the @', () => {
    const longest = createReturnPaths('s', { base: `${'b'.repeat(16)}@papers.example`, from })

    expect(longest.toReturnPath({ id: draw() }).split('@')[0]?.length).toBeLessThanOrEqual(64)
  })

  test('cannot be made by who does not have the secret, nor out of another', () => {
    const [one, two] = [draw(), draw()]
    const foreign = createReturnPaths('another secret', { base: 'bounces@papers.example', from })
    const [mine, other] = [one, two].map((id) => paths.toReturnPath({ id })) as [string, string]
    const joined = `${mine.slice(0, 8 + 26)}${other.slice(8 + 26)}`

    expect(paths.findRecipients(foreign.toReturnPath({ id: one }))).toEqual([])
    expect(joined).toHaveLength(mine.length)
    expect(paths.findRecipients(joined)).toEqual([])
  })

  test('is the sender’s own where none was set', () => {
    expect(createReturnPaths('s', { base: undefined, from }).toReturnPath({ id: draw() })).toBe(from)
  })
})

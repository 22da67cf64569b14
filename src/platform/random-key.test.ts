import { expect, test } from 'vitest'
import { drawKey } from './random-key.ts'

test('a key that a command would take for an option is drawn again', () => {
  const drawn = [Buffer.alloc(16, 0xfb), Buffer.alloc(16, 0x4d)] // "-_v7…" and "TU1N…"

  const key = drawKey(() => drawn.shift()!)

  expect(key).toBe('TU1NTU1NTU1NTU1NTU1NTQ')
})

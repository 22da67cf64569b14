import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FRAMES_FILE, composeFramesModule } from '../../scripts/compile-frames.ts'

test('the compiled frames of mails are those of their sources ("npm run frames" writes them)', async () => {
  expect(readFileSync(FRAMES_FILE, 'utf8')).toBe(await composeFramesModule())
})

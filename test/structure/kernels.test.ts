import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { KERNELS_FILE, composeKernelsModule } from '../../scripts/compile-kernels.ts'

test('the compiled kernels are those of their source ("npm run kernels" writes them)', async () => {
  expect(readFileSync(KERNELS_FILE, 'utf8')).toBe(await composeKernelsModule())
})

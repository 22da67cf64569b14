import { expect, test } from 'vitest'
import { AppError } from '../../domain/error.ts'
import { diagnose, ok } from './check.ts'

test('a check that throws has failed, and the next is made', async () => {
  const checks = [
    { name: 'broken', look: () => Promise.reject(new Error('no such thing')) },
    {
      name: 'ours',
      look: () => {
        throw new AppError('internal', 'Unexpected error', { cause: new Error('the driver said so') })
      },
    },
    { name: 'sound', look: () => ok('All is well.') },
  ]

  const found = await Array.fromAsync(diagnose(checks))

  expect(found).toEqual([
    { check: 'broken', outcome: 'failure', says: 'It could not be checked: no such thing' },
    { check: 'ours', outcome: 'failure', says: 'It could not be checked: the driver said so' },
    { check: 'sound', outcome: 'ok', says: 'All is well.' },
  ])
})

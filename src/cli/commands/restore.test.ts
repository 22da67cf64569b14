import { expect, test } from 'vitest'
import { describeJournal } from './restore.ts'

test('a restore that could not empty the journal says that it is done, why, and what to do', () => {
  const told = describeJournal(new Error('database or disk is full'))

  expect(told).toMatch(/^The papers are restored, .*\(database or disk is full\).*keep both together/)
})

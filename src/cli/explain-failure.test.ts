import { describe, expect, test } from 'vitest'
import { AppError } from '../domain/error.ts'
import { explainFailure } from './explain-failure.ts'

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code })
const FULL = failure('SQLITE_FULL', 'database or disk is full')

describe('explainFailure', () => {
  test('says of a full disk what became of an import, and what to do', () => {
    const told = explainFailure(
      new AppError('unavailable', 'The database failed: disk full', { cause: FULL }),
      'import',
    )

    expect(told.code).toBe('unavailable')
    expect(told.message).toMatch(/^The database failed: disk full\. What was read so far is kept.*Make room/)
  })

  test('says of a restore without room that nothing was changed, and how much room it takes', () => {
    const told = explainFailure(new AppError('internal', 'Migration to 0002-lists failed', { cause: FULL }), 'restore')

    expect(told.code).toBe('unavailable') // so no stack is shown
    expect(told.message).toMatch(/^The disk is full: database or disk is full\. Nothing was changed\. .*twice the room/)
  })

  test('says so once', () => {
    const kept = new AppError('unavailable', 'It failed. Nothing was changed.', { cause: FULL })

    expect(explainFailure(kept, 'restore').message.match(/Nothing was changed/g)).toHaveLength(1)
  })

  test('turns what the system throws bare into a sentence', () => {
    const told = explainFailure(failure('ENOSPC', 'ENOSPC: no space left on device, write'), 'serve')

    expect(told.code).toBe('unavailable')
    expect(told.message).toMatch(/^The disk is full: ENOSPC.*\. The server has not started\. Make room/)
  })

  test('tells a user without rights to be another, and keeps the code', () => {
    const cause = failure('SQLITE_READONLY_DIRECTORY', 'attempt to write a readonly database')
    const told = explainFailure(
      new AppError('unavailable', `Cannot open the database at a: ${cause.message}`, { cause }),
      'backup',
    )

    expect(told.message).toMatch(/readonly database\. Run it as the user/)
  })

  test('leaves every other failure as it is', () => {
    const error = new AppError('conflict', 'Another restore is at work.')

    expect(explainFailure(error, 'restore')).toBe(error)
  })
})

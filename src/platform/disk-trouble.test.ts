import { expect, test } from 'vitest'
import { AppError } from '../domain/error.ts'
import { findDiskTrouble } from './disk-trouble.ts'

const failure = (code: string): Error => Object.assign(new Error('it failed'), { code })

test.each([
  ['SQLITE_FULL', 'full'],
  ['ENOSPC', 'full'],
  ['53100', 'full'],
  ['SQLITE_READONLY', 'forbidden'],
  ['SQLITE_READONLY_DIRECTORY', 'forbidden'],
  ['SQLITE_CANTOPEN', 'forbidden'],
  ['EACCES', 'forbidden'],
  ['EROFS', 'forbidden'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_CORRUPT_INDEX', 'damaged'],
  ['SQLITE_BUSY', undefined],
  ['ENOENT', undefined],
])('%s is the trouble "%s", also where it was wrapped', (code, trouble) => {
  const wrapped = new AppError('internal', 'Unexpected error', { cause: new Error('x', { cause: failure(code) }) })

  expect([findDiskTrouble(failure(code)), findDiskTrouble(wrapped)]).toEqual([trouble, trouble])
})

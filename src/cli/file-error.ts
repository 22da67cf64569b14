import { AppError } from '../domain/error.ts'

const WRONG_PATHS = ['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'EROFS', 'ENAMETOOLONG']

/** What a failure of the file system means, in a sentence that begins with `attempt`; anything else stays as it is. */
export function toFileError(error: unknown, attempt: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('syscall' in error)) return error
  const code = WRONG_PATHS.includes(String((error as NodeJS.ErrnoException).code)) ? 'invalid' : 'unavailable'
  return new AppError(code, `${attempt}: ${error.message}.`, { cause: error })
}

import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../domain/error.ts'
import { toFileError } from './file-error.ts'

/**
 * Refuses a path to which no file can be written, before work that takes long: a folder, or one whose own folder is
 * missing or may not be written to. A file that is there gives way.
 *
 * @throws AppError `invalid` naming the path
 */
export async function refuseOutputPath(path: string): Promise<void> {
  try {
    const found = await stat(path).catch(() => undefined)
    if (found && !found.isFile()) throw new AppError('invalid', `${path} is not a file. Nothing was written.`)
    // What is written stands beside it first, so it is the folder that must let it.
    const folder = dirname(path)
    if (!(await stat(folder)).isDirectory()) throw new AppError('invalid', `${folder} is not a folder.`)
    await access(folder, constants.W_OK)
  } catch (error) {
    throw toFileError(error, `${path} cannot be written`)
  }
}

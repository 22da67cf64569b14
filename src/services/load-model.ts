import { readFile } from 'node:fs/promises'
import { AppError } from '../domain/error.ts'
import { type Model, openModel } from '../engine/embed/model.ts'
import { ModelDamaged } from '../engine/embed/model-tables.ts'

const SHIPPED = new URL('../../assets/embedding.bin', import.meta.url)

/**
 * Opens an embedding's file, or the one that is shipped with the program.
 *
 * @returns undefined where none was named and none is shipped
 * @throws AppError `invalid` where the file cannot be read or is no embedding
 */
export async function loadModel(path?: string): Promise<Model | undefined> {
  const bytes = await readFile(path ?? SHIPPED).catch((error: unknown) => {
    if (path === undefined && isMissing(error)) return undefined
    throw new AppError('invalid', `The embedding ${path ?? SHIPPED.pathname} cannot be read.`, { cause: error })
  })
  try {
    return bytes && openModel(bytes)
  } catch (error) {
    if (!(error instanceof ModelDamaged)) throw error
    throw new AppError('invalid', `${path ?? SHIPPED.pathname} is no embedding: ${error.message}.`, { cause: error })
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

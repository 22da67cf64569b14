import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { removeDrafts, toDraftPath } from './drafts.ts'

/** For the owner alone. */
const MODE = 0o600

/**
 * Writes a file whole or not at all: beside its place, in a draft that is synced and then takes the place. A draft that
 * a killed process left there is removed.
 */
export async function writeFileAside(
  path: string,
  write: (put: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  removeDrafts(path)
  const draft = toDraftPath(path)
  try {
    const file = await open(draft, 'w', MODE)
    try {
      await write((bytes) => file.writeFile(bytes))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  await syncFolder(dirname(path))
}

/** The new name survives a power cut too. Windows cannot open a folder, and does without. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

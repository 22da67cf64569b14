import { link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { removeDrafts, toDraftPath } from './drafts.ts'

/** For the owner alone. */
const MODE = 0o600

/** Whether a file that is there already gives way: it does unless told. */
export type Replacing = { replaces?: boolean }

/**
 * Writes a file whole or not at all: beside its place, in a draft that is synced and then takes the place. A draft that
 * a killed process left there is removed. Fails with EEXIST where a file is there that does not give way, even one that
 * has come meanwhile.
 */
export async function writeFileAside(
  path: string,
  write: (put: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
  { replaces = true }: Replacing = {},
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
    await (replaces ? rename : takeFreePlace)(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  await syncFolder(dirname(path))
}

/** Gives the draft its name where nobody has it: unlike a rename, a link goes over nothing. */
async function takeFreePlace(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
    // Sticks and some shares know no links.
    await (await open(path, 'wx', MODE)).close()
    await rename(draft, path)
  }
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

import { readFile, readdir } from 'node:fs/promises'
import { check, getFileInfo, resolveConfig } from 'prettier'
import { listCodeFiles, listUnread } from './files.ts'
import { type Outcome, toUnreadFault } from './step.ts'

const SKIPPED = new Set(['node_modules', '.git', 'dist', 'data', '.cache', '.vitest'])

/** Formatting: prettier's, over every file of a kind that it knows. */
export async function checkFormat(root: string): Promise<Outcome> {
  const read: string[] = []
  const faults: string[] = []
  for (const path of await listFiles(root)) {
    const file = `${root}/${path}`
    const { ignored, inferredParser } = await getFileInfo(file, { ignorePath: `${root}/.prettierignore` })
    if (ignored || inferredParser === null) continue
    read.push(path)
    const options = { ...(await resolveConfig(file, { editorconfig: true })), filepath: file }
    const formatted = await check(await readFile(file, 'utf8'), options).catch((error: unknown) => String(error))
    if (formatted !== true) faults.push(`${path}: ${formatted || 'not formatted ("npm run format" does it)'}`)
  }
  return { read: read.length, faults: [...faults, ...toUnreadFault(listUnread(listCodeFiles(root), read))] }
}

async function listFiles(root: string, folder = ''): Promise<string[]> {
  const entries = await readdir(`${root}/${folder}`, { withFileTypes: true })
  const nested = entries.map(async (entry) => {
    if (!entry.isDirectory()) return [folder + entry.name]
    return SKIPPED.has(entry.name) ? [] : listFiles(root, `${folder}${entry.name}/`)
  })
  return (await Promise.all(nested)).flat()
}

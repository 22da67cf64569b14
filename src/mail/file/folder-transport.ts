import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DeliveryError } from '../../domain/delivery-error.ts'
import { toContentTag } from '../../platform/hashing.ts'
import type { MailTransport, MadeMessage } from '../transport.ts'

/** For the owner alone: a message holds private links. */
const [FOLDER_MODE, FILE_MODE] = [0o700, 0o600]

/**
 * Writes each message into a file of a folder, whole or not at all. The same message gets the same file again, so that
 * nothing is doubled whatever happens.
 */
export function createFolderTransport(folder: string): MailTransport {
  let made: Promise<unknown> | undefined
  const prepare = (): Promise<unknown> => (made ??= mkdir(folder, { recursive: true, mode: FOLDER_MODE }))
  return {
    async send(message, onHandOver, signal) {
      signal.throwIfAborted()
      const path = join(folder, toFileName(message))
      try {
        await prepare()
        await writeDraft(`${path}.part`, message.bytes)
        await onHandOver()
        await rename(`${path}.part`, path)
      } catch (cause) {
        made = undefined
        await rm(`${path}.part`, { force: true }).catch(() => undefined)
        if (cause instanceof DeliveryError) throw cause
        const says = `The message could not be written to the folder of mail: ${(cause as Error).message}`
        throw new DeliveryError('postponed', says, { isChannelDown: true, cause })
      }
    },
    async check() {
      await prepare()
      return `Messages are written to ${folder}.`
    },
    close: () => undefined,
  }
}

async function writeDraft(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w', FILE_MODE)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Ids of messages may differ in letters that file systems take for one, or do not take. */
function toFileName({ messageId }: MadeMessage): string {
  const readable = messageId.replace(/[^\w.@-]/g, '').slice(0, 80)
  return `${readable}-${toContentTag(messageId)}.eml`
}

import { DeliveryError } from '../../domain/delivery-error.ts'
import type { Channel } from '../../domain/ports.ts'
import { writeFileAside } from '../../platform/file-aside.ts'
import { toFilePath } from './file-address.ts'
import { toJsonText, toMarkdown } from './file-text.ts'

/**
 * Writes digests into files, each whole or not at all; one that is there gives way. The same digest again writes the same
 * file: a repeat is harmless, and so nobody is told of the handing over.
 */
export function createFileChannel(): Channel {
  return {
    name: 'file',
    isRepeatable: true,
    async send(message, _onHandOver, signal) {
      signal.throwIfAborted()
      const path = toFilePath(message.recipient.address, message.digest)
      const text = path.endsWith('.json') ? toJsonText(message) : toMarkdown(message)
      try {
        await writeFileAside(path, (put) => put(Buffer.from(text)))
      } catch (cause) {
        throw new DeliveryError('postponed', `The file was not written: ${toReason(cause)}`, { cause })
      }
    },
  }
}

function toReason(cause: unknown): string {
  const { code } = Object(cause) as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'its folder does not exist.'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'this program may not write there.'
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full.'
  return `${code ?? 'the disk'} says no.`
}

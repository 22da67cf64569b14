import type { DigestId } from '../../domain/digest.ts'
import { createSigner } from '../../platform/signing.ts'

/** Names that digests bear in the ids of their messages, signed: the id of a subscription alone makes none. */
export type DigestNames = {
  /** What stands before the "@" of a Message-ID; the same for the same digest for ever. */
  toName(id: DigestId): string
  /** Which digest a Message-ID names; `undefined` where it is none of ours. */
  readMessageId(messageId: string): DigestId | undefined
}

const MESSAGE_ID = /^<?([\w-]{22}\.\d{4}-\d{2}-\d{2})\.([\w-]{24})@/

/** Makes them by the secret of the installation, so that nobody can complain of a digest who has not had it. */
export function createDigestNames(secret: string): DigestNames {
  const signer = createSigner(secret, 'message')
  return {
    toName: (id) => `${id}.${signer.sign(id)}`,
    readMessageId(messageId) {
      const [, id = '', signature = ''] = MESSAGE_ID.exec(messageId) ?? []
      return signer.isSigned(signature, id) ? (id as DigestId) : undefined
    },
  }
}

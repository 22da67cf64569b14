import type { Recipient, RecipientId } from '../../domain/subscription.ts'
import { fromBase32, toBase32 } from '../../platform/base32.ts'
import { createSigner } from '../../platform/signing.ts'

/** Addresses to which mail comes back that could not be delivered: one for each recipient (VERP). */
export type ReturnPaths = {
  toReturnPath(recipient: Pick<Recipient, 'id'>): string
  /** Whose addresses a text names; those that are not ours do not count. In the order in which they stand. */
  findRecipients(text: string): RecipientId[]
}

const SIGNATURE_BYTES = 10
/** 16 bytes of an id, and 10 of its signature: letters whose capitals mail servers may change. */
const KEYS = /\+([a-z2-7]{26})([a-z2-7]{16})@/gi

/**
 * Makes them by the secret of the installation, so that nobody can have an address suppressed by a made-up report.
 *
 * @param base such as "bounces@papers.example": a key is put before its "@"; absent where mail comes back to `from`
 */
export function createReturnPaths(
  secret: string,
  { base, from }: { base: string | undefined; from: string },
): ReturnPaths {
  const signer = createSigner(secret, 'bounce')
  const sign = (id: string): string => toBase32(Buffer.from(signer.sign(id), 'base64url').subarray(0, SIGNATURE_BYTES))
  const [local = '', domain = ''] = base?.split('@') ?? []
  return {
    toReturnPath({ id }) {
      if (base === undefined) return from
      return `${local}+${toBase32(Buffer.from(id, 'base64url'))}${sign(id)}@${domain}`
    },
    findRecipients(text) {
      const found = [...text.matchAll(KEYS)].flatMap(([, key = '', signature = '']) => {
        const id = Buffer.from(fromBase32(key) ?? []).toString('base64url')
        return sign(id) === signature.toLowerCase() ? [id as RecipientId] : []
      })
      return [...new Set(found)]
    },
  }
}

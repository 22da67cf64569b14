import { createHmac, hash, timingSafeEqual } from 'node:crypto'

/** Signs for one purpose: what was signed for another one does not pass. */
export type Signer = {
  /** 24 letters of base64url, the same for the same parts for ever. */
  sign(...parts: readonly (string | number)[]): string
  /** Compares in a time that tells nothing of how much of the signature is right. */
  isSigned(signature: string, ...parts: readonly (string | number)[]): boolean
}

/** Enough that nobody guesses one, and a multiple of 3, so that base64url writes it in one way. */
const SIGNATURE_BYTES = 18

/** Makes a signer by HMAC-SHA256. @param secret of the installation: another one makes other signatures */
export function createSigner(secret: string, purpose: string): Signer {
  const sign = (parts: readonly (string | number)[]): string => {
    // As JSON, so that no two lists of parts are one text.
    const digest = createHmac('sha256', secret)
      .update(JSON.stringify([purpose, ...parts]))
      .digest()
    return digest.subarray(0, SIGNATURE_BYTES).toString('base64url')
  }
  return {
    sign: (...parts) => sign(parts),
    isSigned(signature, ...parts) {
      const [given, wanted] = [Buffer.from(signature), Buffer.from(sign(parts))]
      return given.length === wanted.length && timingSafeEqual(given, wanted)
    },
  }
}

/** What is kept of a token instead of it: its SHA-256 as 64 hexadecimal digits. */
export function toTokenHash(token: string): string {
  return hash('sha256', token, 'hex')
}

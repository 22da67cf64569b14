import { randomBytes } from 'node:crypto'

/** Gives random bytes that nobody can foresee. A parameter where tests need to know them. */
export type RandomBytes = (count: number) => Uint8Array

const KEY_BYTES = 16

/**
 * A key that nobody guesses and no two things share: 16 random bytes as 22 letters of base64url. It begins with no "-",
 * which a command would take for an option of its own.
 */
export function drawKey(draw: RandomBytes = randomBytes): string {
  for (;;) {
    const key = Buffer.from(draw(KEY_BYTES)).toString('base64url')
    if (!key.startsWith('-')) return key
  }
}

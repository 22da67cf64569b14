import { randomBytes } from 'node:crypto'

/** Gives random bytes that nobody can foresee. A parameter where tests need to know them. */
export type RandomBytes = (count: number) => Uint8Array

const KEY_BYTES = 16

/** A key that nobody guesses and no two things share: 16 random bytes as 22 letters of base64url. */
export function drawKey(draw: RandomBytes = randomBytes): string {
  return Buffer.from(draw(KEY_BYTES)).toString('base64url')
}

import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** A text that is packed on its way. `end` settles when all of it has been put. */
export type GzipText = { write(text: string): Promise<void>; end(): Promise<void> }

const LEVEL = 4 // of papers: 4 % larger than level 6, in little more than half the time
const MEMBER_LENGTH = 1 << 20
const MEMBERS_UNDER_WAY = 2

const pack = promisify(gzip)

/**
 * Packs text, a megabyte at a time on other threads, and puts the pieces one after the other. Several packed pieces in
 * a row are one gzip file (RFC 1952, section 2.2).
 */
export function gzipText(put: (bytes: Uint8Array) => Promise<void>): GzipText {
  let waiting = ''
  let underWay: Promise<Uint8Array>[] = []
  const begin = (): void => {
    const packed = pack(waiting, { level: LEVEL })
    packed.catch(() => undefined) // told where it is awaited
    underWay.push(packed)
    waiting = ''
  }
  const putDown = async (most: number): Promise<void> => {
    for (let [first, ...rest] = underWay; first && underWay.length > most; [first, ...rest] = underWay) {
      underWay = rest
      await put(await first)
    }
  }
  return {
    async write(text) {
      waiting += text
      if (waiting.length < MEMBER_LENGTH) return
      begin()
      await putDown(MEMBERS_UNDER_WAY)
    },
    async end() {
      begin()
      await putDown(0)
    },
  }
}

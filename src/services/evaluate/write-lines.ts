import { writeFileAside } from '../../platform/file-aside.ts'

const LINES_A_PIECE = 1000

/** Writes a text file of lines, whole or not at all. */
export async function writeLinesToFile(path: string, lines: Iterable<string>): Promise<void> {
  await writeFileAside(path, async (put) => {
    let piece: string[] = []
    for (const line of lines) {
      piece.push(`${line}\n`)
      if (piece.length < LINES_A_PIECE) continue
      await put(Buffer.from(piece.join('')))
      piece = []
    }
    await put(Buffer.from(piece.join('')))
  })
}

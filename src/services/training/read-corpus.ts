import { AppError } from '../../domain/error.ts'
import type { FileItem, ReadPapers } from '../../domain/ports.ts'
import { CorpusBuilder } from '../../engine/embed/training/corpus.ts'

/** Shorter texts say too little to learn from, in letters. */
const SHORTEST_ABSTRACT = 200
const SHORTEST_TITLE = 10

/** One of the files that hold papers. `name` is told where it cannot be read. */
export type PaperFile = { name: string; bytes(): AsyncIterable<Uint8Array> }

/**
 * Reads the papers of files for a training, each paper once: the first of an id counts, so the files' order matters.
 * Records that cannot be read, and papers without an abstract, are passed over.
 *
 * @param onRead told now and then how many papers there are
 * @throws AppError `invalid` when a file's form is not known or it breaks off, naming it
 */
export async function readCorpus(
  readPapers: ReadPapers,
  files: readonly PaperFile[],
  onRead: (papers: number) => void,
): Promise<CorpusBuilder> {
  const builder = new CorpusBuilder()
  const seen = new Set<string>()
  for (const file of files) {
    for await (const batch of namingFile(file.name, readPapers(file.bytes()))) {
      for (const item of batch) {
        if (!('paper' in item) || seen.has(item.paper.id)) continue
        const { title, abstract } = item.paper.fields
        if (title.length < SHORTEST_TITLE || (abstract?.length ?? 0) < SHORTEST_ABSTRACT) continue
        seen.add(item.paper.id)
        builder.add(title, abstract ?? '')
      }
      onRead(builder.paperCount)
    }
  }
  return builder
}

/** Of many files one may be wrong, and who reads the message has to know which. */
async function* namingFile(name: string, batches: AsyncIterable<FileItem[]>): AsyncGenerator<FileItem[]> {
  try {
    yield* batches
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    const reason = thrown.message.replace(/\.$/, '')
    throw new AppError(thrown.code, `${name}: ${reason}. Nothing was written.`, { cause: thrown })
  }
}

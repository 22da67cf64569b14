import { isSameProbe } from '../../embedder/probe.ts'
import { openEmbedder } from '../../embedder/open-embedder.ts'
import type { EmbeddingServer } from '../../domain/embedding-server.ts'
import { loadModel } from '../load-model.ts'
import { countKeptVectors, findKeptModel } from '../vectors/kept-vectors.ts'
import { type Finding, failure, ok, toReason, warning } from './check.ts'

/** A model that has to be loaded first takes some seconds. */
const PATIENCE_MS = 20_000
const MEND = 'See that it runs, and the settings EMBEDDING_…; until then searches find papers by words alone.'

/** Whether the embedding of the installation's own file can be used. */
export async function checkEmbeddingFile(path: string): Promise<Finding> {
  try {
    const model = await loadModel(path)
    return ok(
      `${path} is used: ${model?.termCount.toLocaleString('en')} terms, vectors of ${model?.dimensions} numbers.`,
    )
  } catch (error) {
    return failure(toReason(error), 'Set EMBEDDING_FILE to a file that "broadsheet train" wrote, or unset it.')
  }
}

/** Whether the embedding server answers, with the model that made the papers' vectors, and how many of these there are. */
export async function checkEmbedding(server: EmbeddingServer | undefined, indexFolder: string): Promise<Finding> {
  if (!server) return ok('The embedding that comes with the program is used.')
  const embedder = openEmbedder({ ...server, queryTimeoutMs: PATIENCE_MS })
  const begin = performance.now()
  let probe: Float32Array
  try {
    ;({ probe } = await embedder.embedQueries([]))
  } catch (error) {
    return failure(toReason(error), MEND)
  }
  const ms = Math.round(performance.now() - begin)
  const model = findKeptModel(indexFolder, embedder.tag)
  const answers = `${embedder.address} answers in ${ms} ms, with vectors of ${probe.length} numbers.`
  if (!model) return ok(`${answers} None are kept yet; "broadsheet serve" asks for those of all papers.`)
  if (!isSameProbe(model.probe, probe)) {
    const says = `${embedder.address} has another model than the one that made the papers' vectors.`
    return warning(says, 'Nothing, if that was meant: "broadsheet serve" forgets them, and asks for all of them again.')
  }
  const slow = `${answers} A search waits ${server.queryTimeoutMs} ms at most.`
  if (ms > server.queryTimeoutMs) {
    return warning(slow, 'Let the server keep its model in memory, or raise EMBEDDING_QUERY_TIMEOUT_SECONDS.')
  }
  const kept = countKeptVectors(indexFolder).toLocaleString('en')
  return ok(`${answers} The vectors of ${kept} texts are kept.`)
}

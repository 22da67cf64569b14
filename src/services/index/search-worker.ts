// The thread that searches: started by keep-index.ts, and given the index by the thread that keeps it.
import { parentPort, workerData } from 'node:worker_threads'
import { answerInThread } from '../../platform/asked-thread.ts'
import { openEmbedder } from '../../embedder/open-embedder.ts'
import { loadModel } from '../load-model.ts'
import { placeQuery } from '../vectors/place-query.ts'
import { openQueryVectors, type QueryVectors } from '../vectors/query-vectors.ts'
import { answerMap } from './answers/answer-map.ts'
import { answerSearch } from './answers/answer-search.ts'
import { answerSimilar } from './answers/answer-similar.ts'
import { answerSuggest } from './answers/answer-suggest.ts'
import { createIndexInUse } from './answers/index-in-use.ts'
import type { IndexThreadOptions } from './index-thread.ts'
import type { Answer, Question, SearchFindings, SearchQuestion } from './answers/questions.ts'

const { modelPath, server } = workerData as Pick<IndexThreadOptions, 'modelPath' | 'server'>
const model = await loadModel(modelPath)
// Beside a server's model ours still knows what is a word.
const index = createIndexInUse(server ? { isWord: model && ((word) => model.encode(word).coverage === 1) } : model)
const queryVectors = server && openQueryVectors(openEmbedder(server), () => performance.now())

answerInThread(parentPort, answer, () => undefined)

function answer(question: Question): Answer | Promise<Answer> {
  switch (question.kind) {
    case 'use':
      return index.use(question.snapshot) as undefined
    case 'search':
      return queryVectors ? searchByServer(question, queryVectors) : answerSearch(index.engine(), question)
    case 'similar':
      return answerSimilar(index.engine(), question)
    case 'suggest':
      return answerSuggest(index.engine(), question)
    case 'map':
      if (!queryVectors) return answerMap(index.engine(), question)
      return placeQuery(question, index.engine, queryVectors).then(({ engine }) => answerMap(engine, question))
  }
}

async function searchByServer(asked: SearchQuestion, vectors: QueryVectors): Promise<SearchFindings> {
  const { engine, question, meaningNote, isExchanged } = await placeQuery(asked, index.engine, vectors)
  return {
    ...answerSearch(engine, question),
    ...(meaningNote !== undefined && { meaningNote }),
    ...(isExchanged && { isExchanged }),
  }
}

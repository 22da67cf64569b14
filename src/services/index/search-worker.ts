// The thread that searches: started by keep-index.ts, and given the index by the thread that keeps it.
import { parentPort, workerData } from 'node:worker_threads'
import { answerInThread } from '../../platform/asked-thread.ts'
import { loadModel } from '../load-model.ts'
import { answerMap } from './answer-map.ts'
import { answerSearch } from './answer-search.ts'
import { answerSimilar } from './answer-similar.ts'
import { answerSuggest } from './answer-suggest.ts'
import { createIndexInUse } from './index-in-use.ts'
import type { Answer, Question } from './questions.ts'

const { modelPath } = workerData as { modelPath: string | undefined }
const index = createIndexInUse(await loadModel(modelPath))

answerInThread(parentPort, answer, () => undefined)

function answer(question: Question): Answer {
  switch (question.kind) {
    case 'use':
      return index.use(question.snapshot) as undefined
    case 'search':
      return answerSearch(index.engine(), question)
    case 'similar':
      return answerSimilar(index.engine(), question)
    case 'suggest':
      return answerSuggest(index.engine(), question)
    case 'map':
      return answerMap(index.engine(), question)
  }
}

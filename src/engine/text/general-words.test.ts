import { expect, test } from 'vitest'
import { toTerm } from './analyzer.ts'
import { isGeneralTerm } from './general-words.ts'

test.each(['made', 'latest', 'remarkable', 'thereby', 'encourages', 'fully', 'recently', 'achieving', 'proposes'])(
  '%s says how a text speaks',
  (word) => {
    expect(isGeneralTerm(toTerm(word))).toBe(true)
  },
)

test.each(['latent', 'attention', 'owls', 'galaxy', 'laplacian', 'retrieval', 'fairness', 'tokens', 'diagnosis'])(
  '%s says what it is about',
  (word) => {
    expect(isGeneralTerm(toTerm(word))).toBe(false)
  },
)

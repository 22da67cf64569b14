import { expect, test } from 'vitest'
import { saysWithdrawn } from './withdrawn.ts'

test.each([
  'This paper has been withdrawn by the author due to an error in Lemma 3',
  'This article has been withdrawn',
  'this submission is withdrawn; see the new version',
  'The paper (all versions) was withdrawn by the authors',
  'Withdrawn by the author: owls fly',
  'withdrawn',
  '[Withdrawn]',
  'Paper has been temporarily withdrawn',
])('"%s" says so', (comment) => {
  expect(saysWithdrawn(comment)).toBe(true)
})

test.each([
  undefined,
  '',
  '12 pages. Supersedes arXiv:2604.00012, which has been withdrawn',
  'Withdrawn from the conference of owls; 9 pages',
  'An earlier claim has been withdrawn from section 2',
  'We study how deposits are withdrawn',
  'Owls that have withdrawn into barns',
])('%j does not', (comment) => {
  expect(saysWithdrawn(comment)).toBe(false)
})

test('a comment of signs alone takes no time', () => {
  expect(saysWithdrawn('-'.repeat(1_000_000))).toBe(false)
})

import { expect, test } from 'vitest'
import { listAuthorNames } from './author-names.ts'

test.each([
  [
    ['Ann Owl', 'Bob Lark'],
    ['Ann Owl', 'Bob Lark'],
  ],
  [['Ann Owl, Bob Lark and Cy Wren'], ['Ann Owl', 'Bob Lark', 'Cy Wren']],
  [['Ann Owl, Bob Lark, and Cy Wren'], ['Ann Owl', 'Bob Lark', 'Cy Wren']],
  [['Ann Owl &amp; Bob Lark'], ['Ann Owl', 'Bob Lark']],
  [['Owl, Ann; Lark, Bob'], ['Ann Owl', 'Bob Lark']],
  [
    ['Owl, Ann', 'Lark, Bob'],
    ['Ann Owl', 'Bob Lark'],
  ],
  [['Owl, Ann B.'], ['Ann B. Owl']],
  [['<a href="https://x.example/a">Ann Owl</a>, <a href="#">Bob Lark</a>'], ['Ann Owl', 'Bob Lark']],
  [['ann@owl.example (Ann Owl)'], ['Ann Owl']],
  [['ann@owl.example'], []],
  [['By Ann Owl'], ['Ann Owl']],
  [[' ', '-'], []],
])('listAuthorNames of %j is %j', (written, names) => {
  expect(listAuthorNames(written)).toEqual(names)
})

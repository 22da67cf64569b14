import { expect, test } from 'vitest'
import type { DigestLanguage } from '../domain/language-server.ts'
import { readNumbers } from './read-numbers.ts'
import { TONGUES } from './tongues.ts'

test.each<[DigestLanguage, string, string[]]>([
  ['en', 'from 1,234.5 to 85.3% and 7 per cent', ['1234.5', '85.3%', '7%']],
  ['en', 'two models of 1.2 million and 7B parameters, 3D, 10-fold', ['2', '1200000', '7000000000', '3', '10']],
  ['en', 'sixty percent, half, one, and three hundred thousand', ['sixty', '0.5', '3', '100000']],
  ['en', 'at 10³ and 10^3 steps', ['10', '3']],
  ['en', 'none', []],
  ['de', '1.234,5 und 85,3 % und 85.3', ['1234.5', '85.3%', '85.3']],
  ['de', 'zwei Millionen, dreimal, zweitausend, fünfundzwanzig, achtsam', ['2000000', '3', '2000', 'fünfundzwanzig']],
  ['fr', '12 000 pages, 3,5 pour cent, quinze', ['12000', '3.5%', 'quinze']],
  ['es', '3 mil millones, el 5 por ciento', ['3000000000', '5%']],
  ['zh', '三百二十、二〇二六、两万、１２％、统一', ['320', '2026', '20000', '12%']],
])('%s: %s', (language, text, numbers) => {
  expect([...readNumbers(text, TONGUES[language])].sort()).toEqual([...numbers].sort())
})

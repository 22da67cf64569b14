import { describe, expect, test } from 'vitest'
import { stem } from './stem.ts'

// Worked by hand from the steps of the algorithm's description.
describe('the stem of', () => {
  test.each([
    [
      'plurals: sses, ies, ied, s',
      'caresses ponies ties tied cries gaps kiwis gas this us',
      'caress poni tie tie cri gap kiwi gas this us',
    ],
    [
      'participles: ed, ing, and what they leave',
      'trained training hopping hoping fizzed luxuriated agreed feed sing',
      'train train hop hope fizz luxuri agre feed sing',
    ],
    ['participles after a doubled letter that stays', 'added egging offed', 'add egg off'],
    ['participles of two letters and y', 'dying lying tying', 'die lie tie'],
    ['words on y', 'happy cry by say flies', 'happi cri by say fli'],
    ['words with y as a consonant', 'youth employed boyish', 'youth employ boyish'],
    [
      'step 2',
      'relational conditional valency hesitancy digitizer operator feudalism decisiveness sensibility',
      'relat condit valenc hesit digit oper feudal decis sensibl',
    ],
    [
      'step 2 with li, ogi and ogist',
      'usefully fearlessly vividly biology geologist apology',
      'use fearless vivid biolog geolog apolog',
    ],
    [
      'step 3',
      'duplicate formalize electricity electrical hopeful goodness formative',
      'duplic formal electr electr hope good format',
    ],
    [
      'step 4',
      'revival allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption communism activate effective',
      'reviv allow infer airlin gyroscop adjust defens irrit replac adjust depend adopt communism activ effect',
    ],
    ['step 5', 'probate rate cease controll roll', 'probat rate ceas control roll'],
    [
      'words whose region begins early',
      'generate general communication university universe organ organization internal later lateral emergency emerge past paste',
      'generat general communic universiti univers organ organiz internal later lateral emergenc emerg past paste',
    ],
    [
      'exceptions',
      'skis skies idly gently ugly early only singly sky news howe atlas cosmos bias andes',
      'ski sky idl gentl ugli earli onli singl sky news howe atlas cosmos bias andes',
    ],
    [
      'participles that are words themselves',
      'inning outing evening herring proceed exceed succeed',
      'inning outing evening herring proceed exceed succeed',
    ],
    ['words of fewer than three letters', 'a as is', 'a as is'],
    ['tokens that are no English', '4o 3.1 c++ 深度 нейронные', '4o 3.1 c++ 深度 нейронные'],
  ])('%s', (_, words, stems) => {
    expect(words.split(' ').map(stem).join(' ')).toBe(stems)
  })

  test('the stems of one family are the same', () => {
    const families = [
      'train trained training trains',
      'optimize optimized optimizing optimization optimizer',
      'network networks',
    ]

    const stems = families.map((family) => new Set(family.split(' ').map(stem)))

    expect(stems.map((each) => each.size)).toEqual([1, 1, 1])
  })
})

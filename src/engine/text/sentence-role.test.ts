import { describe, expect, test } from 'vitest'
import { readSentenceRole, type SentenceRole } from './sentence-role.ts'

type Trait = Exclude<keyof SentenceRole, 'leadLength'>

function listTraits(sentence: string): Trait[] {
  const { leadLength: _, ...traits } = readSentenceRole(sentence)
  return (Object.keys(traits) as Trait[]).filter((trait) => traits[trait])
}

describe('readSentenceRole', () => {
  test.each<[string, Trait[]]>([
    ['We introduce a lamp that reads.', ['isContribution']],
    ['This paper presents lamps.', ['isContribution']],
    ['A lamp for caves is proposed.', ['isContribution']],
    ['We also develop a smaller lamp.', ['isContribution', 'isSecondary']],
    ['To light caves, we further build lamps.', ['isContribution', 'isSecondary']],
    ['We therefore light lamps.', ['isSecondary']],
    ['By analogy lamps are cheap.', ['isDangling']],
    ['In practice, this layer is cheap.', ['isDangling']],
    ['Keywords: lamps, caves.', ['isFiller']],
    ['Our experiments show that lamps flicker.', ['isResult']],
    ['Lamps outperform candles on every shelf.', ['isResult']],
    ['It burns for 12 hours.', ['isResult', 'isDangling']],
    ['Lamps have attracted attention in recent years.', ['isBackground']],
    ['Existing methods rely on candles.', ['isBackground']],
    ['Existing cave lighting approaches treat lamps as candles.', ['isBackground']],
    ['A natural attempt at lamps would flicker.', ['isBackground']],
    ['On brass it lifts the light.', ['isDangling']],
    ['In caves, it lifts the light.', ['isDangling']],
    ['For lamps it is known that brass glows.', []],
    // A result that speaks of others is one all the same.
    ['Our results indicate that lamps surpass methods that rely on candles.', ['isResult']],
    ['Our code is publicly available.', ['isFiller']],
    ['Extensive trials demonstrate the effectiveness of lamps.', ['isFiller']],
    ['This makes lamps cheap.', ['isDangling']],
    ['(2) Lamps are cheap.', ['isDangling']],
    ['They are cheap.', ['isDangling']],
    ['This study measures lamps.', []],
    ['Lamps are made of brass.', []],
  ])('of "%s" is %j', (sentence, traits) => {
    expect(listTraits(sentence).sort()).toEqual([...traits].sort())
  })

  test.each([
    ['However, lamps flicker.', 'lamps flicker.'],
    ['In this paper, we light lamps.', 'we light lamps.'],
    ['To overcome these well known limits, we light lamps.', 'we light lamps.'],
    ['Motivated by this observation, we light lamps.', 'we light lamps.'],
    ['Here, lamps are lit.', 'lamps are lit.'],
    ['Therefore, to bridge this gap, we light lamps.', 'we light lamps.'],
    ['Results: Lamps burn.', 'Lamps burn.'],
    ['However lamps flicker, they burn.', 'However lamps flicker, they burn.'],
    ['First light is late.', 'First light is late.'],
    ['However,', 'However,'],
  ])('of "%s" says "%s"', (sentence, said) => {
    expect(sentence.slice(readSentenceRole(sentence).leadLength)).toBe(said)
  })
})

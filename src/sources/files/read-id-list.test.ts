import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isIdList, readIdList } from './read-id-list.ts'

const FIXTURES = new URL('../../../test/fixtures/libraries/', import.meta.url)

const LIST = readFileSync(new URL('to-read.txt', FIXTURES), 'utf8')

describe('readIdList', () => {
  test('reads ids and links, each paper once, and tells what is mistyped', () => {
    const items = readIdList(LIST)

    const wanted = items.flatMap((item) => ('wanted' in item ? item.wanted : []))
    expect(wanted).toEqual([
      '2604.00001',
      '2604.00002',
      '2604.00003',
      'hep-th/9901001',
      'math/0309136',
      '2604.00004',
      '2604.00005',
      '2604.00006',
      '2604.00007',
      '2604.00008',
    ])
    expect(items.filter((item) => 'fault' in item)).toEqual([
      {
        fault: {
          position: 'line 11',
          reason: '10.1000/owl.1 is a DOI alone: no source fetches papers by DOI, so give it with its title',
        },
      },
      {
        fault: {
          position: 'line 12',
          reason: '"2604.123": arXiv ids since 2015 have five digits after the point; this one has three.',
        },
      },
      {
        fault: { position: 'line 13', reason: '"https://owls.example/blog": names no arXiv id and no DOI' },
      },
    ])
  })

  test.each([
    ['Dear owl,\nwhere are you?', false],
    ['In 1998.1234 nights', false],
    ['See 2604.00001', true],
    ['https://owls.example', false],
  ])('isIdList(%j) is %s', (text, known) => {
    expect(isIdList(text)).toBe(known)
  })

  test('takes long lines in time', () => {
    expect(readIdList('a-'.repeat(1_000_000))).toEqual([])
    // Longer than any DOI.
    expect(readIdList('10.1000/'.repeat(200_000))).toEqual([])
  })
})

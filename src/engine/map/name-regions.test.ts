import { expect, test } from 'vitest'
import { listSaid, nameRegions } from './name-regions.ts'

const say = (...titles: string[]) => titles.map((title) => ({ title, abstract: '' }))
/** As if each term stood in one paper of fifty, but these. */
const rarityOf = (term: string): number => (['model', 'paper'].includes(term) ? 0.5 : 4)

test('a region is named by what its papers say and others do not, as they write it', () => {
  const owls = say('Barn owls model the night', 'Barn owls at sea', 'The hunger of Barn Owls')
  const tides = say('Tides model the shore', 'A tide and its NOAA record', 'NOAA: tides again')

  const names = nameRegions({
    said: listSaid([...owls, ...tides]),
    regions: Uint32Array.of(0, 0, 0, 1, 1, 1),
    rarityOf,
  })

  expect(names).toEqual(['Barn owls', 'Tides'])
})

test('what is said everywhere, and what all papers of the index say, names nothing', () => {
  const texts = say('Model paper', 'Paper of a model', 'Model the paper', 'Heron', 'Heron nests', 'On herons')

  const names = nameRegions({ said: listSaid(texts), regions: Uint32Array.of(0, 0, 0, 1, 1, 1), rarityOf })

  expect(names[0]).toBe('')
  expect(names[1]).toMatch(/^Herons?$/)
})

test('no two names begin with the same word', () => {
  const herons = say('Heron nests', 'Heron nests', 'Heron nests')
  const more = say('Heron eggs', 'Heron eggs', 'Heron eggs')
  const owls = say('Owls', 'Owls', 'Owls')

  const names = nameRegions({
    said: listSaid([...herons, ...more, ...owls]),
    regions: Uint32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2),
    rarityOf,
  })

  expect(names[0]).toMatch(/nests/)
  expect(names[1]).toMatch(/eggs/i)
  expect(names[1]).not.toMatch(/^Heron/)
})

import { SeededRandom } from '../../src/services/sample/random.ts'

/** What stands where something else is expected. */
const MORSELS: readonly unknown[] = [
  ...[
    null,
    true,
    -1,
    0.5,
    1e300,
    9e15,
    '',
    ' ',
    'x',
    '10.',
    '2026-02-30',
    '99999-01-01',
    '\0',
    '\ud83d',
    'a\0b',
    '<b>',
  ],
  ...[[], {}, [[]], ['x', 7], { value: null }, { value: { value: 'x' } }, [null], 'arXiv:', 'https://arxiv.org/abs/'],
]
const MOST_CHANGES = 4

type Place = { holder: Record<string, unknown>; name: string }

/** JSON with one to four of its values exchanged, taken out or doubled, the same for the same seed: it stays JSON. */
export function mutateJson(json: string, seed: number): Uint8Array {
  const random = new SeededRandom()
  random.restart(seed, 11)
  const root = { value: JSON.parse(json) as unknown }
  for (let changes = 1 + random.below(MOST_CHANGES); changes > 0; changes--) {
    const places = listPlaces(root)
    const place = places[random.below(places.length)]
    const other = places[random.below(places.length)]
    if (place && other) change(place, other, random)
  }
  return Buffer.from(JSON.stringify(root.value ?? null))
}

function change({ holder, name }: Place, other: Place, random: SeededRandom): void {
  if (random.happens(0.2)) delete holder[name]
  // Copies: a value that held itself would have no end.
  else if (random.happens(0.2)) holder[name] = structuredClone(other.holder[other.name])
  else holder[name] = structuredClone(MORSELS[random.below(MORSELS.length)])
}

function listPlaces(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...listPlaces(holder[name])])
}

import { MAP_SIZE, type MapRegion } from '../../services/search/map-papers.ts'
import { toRegionName } from './wording.ts'

/** A region's name and its number, each where it is drawn. */
export type MapLabel = { text: string; x: number; y: number; key: { text: string; x: number; y: number } }

/** About the width of a letter and the height of a line, at the size that the style sheet sets. */
const LETTER = 10.5
const LINE = 28
const EDGE = 10
const KEY_DROP = 12 // numbers are larger: so their middle stands where that of the name does

/** Names in the middle of their regions, moved up or down where two would stand upon each other. */
export function placeLabels(regions: readonly Pick<MapRegion, 'name' | 'x' | 'y'>[]): MapLabel[] {
  const placed: { left: number; right: number; y: number }[] = []
  return regions.map(({ name, x, y }, index) => {
    const text = toRegionName(name)
    const half = (text.length * LETTER) / 2
    const middle = Math.max(half + EDGE, Math.min(MAP_SIZE.width - half - EDGE, x))
    const isFree = (height: number): boolean =>
      height > LINE &&
      height < MAP_SIZE.height - EDGE &&
      placed.every(
        (other) =>
          Math.abs(other.y - height) >= LINE || other.left > middle + half + EDGE || other.right < middle - half - EDGE,
      )
    const tries = Array.from(
      { length: 20 },
      (_, step) => y + (step % 2 === 0 ? 1 : -1) * Math.ceil(step / 2) * (LINE / 2),
    )
    const height = tries.find(isFree) ?? y
    placed.push({ left: middle - half, right: middle + half, y: height })
    const key = { text: String(index + 1), x: Math.round(x), y: Math.round(y + KEY_DROP) }
    return { text, x: Math.round(middle), y: Math.round(height), key }
  })
}

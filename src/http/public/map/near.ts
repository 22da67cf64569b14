import type { Place } from './view.ts'

/** The one of some places that is nearest to another and no further than `reach`; -1 where there is none. */
export function findNear(places: readonly Place[], to: Place, reach: number): number {
  let [nearest, least] = [-1, reach]
  places.forEach(({ x, y }, index) => {
    const distance = Math.hypot(x - to.x, y - to.y)
    // Of places at one spot the last, which is drawn above the others.
    if (distance <= least) [nearest, least] = [index, distance]
  })
  return nearest
}

/** How much further what lies aside is taken to be than what lies ahead. */
const ASIDE = 2

/**
 * Where somebody goes who leaves a place in a direction (of length 1, along an axis): the nearest within 45 degrees of it,
 * and of two as near the one more straight ahead; -1 where there is none.
 */
export function findToward(places: readonly Place[], from: number, direction: Place): number {
  const start = places[from]
  if (!start) return -1
  let [best, least] = [-1, Infinity]
  places.forEach(({ x, y }, index) => {
    const ahead = (x - start.x) * direction.x + (y - start.y) * direction.y
    const aside = Math.abs((x - start.x) * direction.y) + Math.abs((y - start.y) * direction.x)
    if (index === from || ahead <= 0 || aside > ahead) return
    const way = ahead + ASIDE * aside
    if (way < least) [best, least] = [index, way]
  })
  return best
}

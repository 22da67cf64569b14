import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'

const NONE = 'none'

/**
 * The pattern that a request's address matches, as the log and the metrics name it: `/papers/:id`, and `none` where no
 * route does. What a reader typed is never in it. To be asked when the answer is made.
 */
export function toRouteLabel(c: Context): string {
  const routes = matchedRoutes(c)
  const last = routes[c.req.routeIndex]?.path
  // Where something before the routes has answered, the first one that would have.
  const path = last !== undefined && isPattern(last) ? last : routes.find((route) => isPattern(route.path))?.path
  if (path === undefined) return NONE
  return path.includes('{') ? withoutExpressions(path) : path
}

/** Not of something that stands before all routes, or all of the API. */
function isPattern(path: string): boolean {
  return !path.endsWith('*')
}

/** `/papers/:id{.+}` as `/papers/:id`; braces may lie within braces. */
function withoutExpressions(path: string): string {
  let depth = 0
  return [...path]
    .filter((letter) => {
      if (letter === '{') depth++
      const isOutside = depth === 0
      if (letter === '}') depth--
      return isOutside
    })
    .join('')
}

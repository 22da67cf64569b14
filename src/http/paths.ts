import type { Day } from '../domain/time.ts'
import type { Period } from '../domain/period.ts'

/** Whether a name can be the last part of a path. Browsers take "." and ".." for the folder and the one above it. */
export function isPathName(name: string): boolean {
  return name !== '.' && name !== '..'
}

/** The path of an author's page, by the name as a paper has it. */
export function toAuthorPath(name: string): string {
  return `/authors/${encodeURIComponent(name)}`
}

/** The path of an organisation's page. */
export function toOrganizationPath(handle: string): string {
  return `/organisations/${encodeURIComponent(handle)}`
}

/** The path of a category's page: "/categories/cs.LG". */
export function toCategoryPath(category: string): string {
  return `/categories/${encodeURIComponent(category)}`
}

/** The path of a day's edition. */
export function toDayPath(day: Day): string {
  return `/papers/date/${day}`
}

/** The path of an edition: "/papers/date/2026-04-01", "/papers/week/2026-W14", "/papers/month/2026-04". */
export function toPeriodPath({ kind, name }: Pick<Period, 'kind' | 'name'>): string {
  return `/papers/${kind === 'day' ? 'date' : kind}/${name}`
}

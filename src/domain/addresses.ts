import type { Period } from './period.ts'
import type { Day } from './time.ts'

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

/** The forms in which a paper is shown, by what stands after its id in the address; the page has nothing there. */
export const PAPER_FORMS = ['', '.md', '.bib', '.ris', '.csl.json', '/thumbnail.png', '/thumbnail.svg'] as const
export type PaperForm = (typeof PAPER_FORMS)[number]

/** An id that is its own address, as nearly all are: a page asks for fifty. */
const PLAIN_ID = /^[\w.:/~-]+$/

/** The path of a paper's page, or of the paper in another form. A slash of its id stays one. */
export function toPaperPath(id: string, form: PaperForm = ''): string {
  if (PLAIN_ID.test(id)) return `/papers/${id}${form}`
  return `/papers/${encodeURIComponent(id).replaceAll('%2F', '/').replaceAll('%3A', ':')}${form}`
}

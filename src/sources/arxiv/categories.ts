import { listArchives } from '../../domain/arxiv-categories.ts'

const CODES = listArchives().flatMap(({ categories }) => categories.map(({ code }) => code))
/** Archives that are a group of their own in OAI-PMH; all others belong to physics. */
const GROUPS = new Set(['cs', 'econ', 'eess', 'math', 'q-bio', 'q-fin', 'stat'])

/** The archive of a category: "cs" of "cs.CL", "hep-th" of itself. */
export function toArchive(category: string): string {
  return category.split('.')[0] ?? category
}

/** All archives that take papers. */
export function listArchiveCodes(): string[] {
  return [...new Set(CODES.map(toArchive))]
}

/** The categories of an archive; itself alone where it has none, or is a category already. */
export function listMembers(archive: string): string[] {
  const members = CODES.filter((code) => code === archive || code.startsWith(`${archive}.`))
  return members.length > 0 ? members : [archive]
}

/** The set of OAI-PMH that holds a category or an archive: "cs:cs:CL", "physics:hep-th", "math". */
export function toSetSpec(category: string): string {
  const archive = toArchive(category)
  if (category === archive && GROUPS.has(archive)) return archive
  return `${GROUPS.has(archive) ? archive : 'physics'}:${category.replace('.', ':')}`
}

/** What the query API is asked for a category, or an archive with all in it. */
export function toCategoryQuery(category: string): string {
  const members = listMembers(category)
  if (category.includes('.') || members.length === 1) return `cat:${category}`
  return members.includes(category) ? `cat:${category} OR cat:${category}.*` : `cat:${category}.*`
}

/** Whether one of a paper's categories is wanted, where categories and archives are wished for. */
export function isWanted(categories: readonly string[], wished: readonly string[]): boolean {
  return categories.some((category) => wished.includes(category) || wished.includes(toArchive(category)))
}

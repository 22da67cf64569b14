import { toCategoryPath, toPeriodPath } from '../domain/addresses.ts'
import type { MapSubject } from '../services/search/map-papers.ts'
import { toSearchPath } from './search-path.ts'

/** The address of a map: "/map?day=2026-04-01", "/map?week=2026-W14", "/map?cat=cs.IR", "/map?q=tidal+waves". */
export function toMapPath(subject: MapSubject): string {
  if (subject.kind === 'edition') return `/map?${subject.period.kind}=${subject.period.name}`
  const [name, value] = subject.kind === 'category' ? ['cat', subject.code] : ['q', subject.text]
  return `/map?${new URLSearchParams({ [name]: value }).toString()}`
}

/** Where the same papers stand as a list. */
export function toListPath(subject: MapSubject): string {
  if (subject.kind === 'edition') return toPeriodPath(subject.period)
  return subject.kind === 'category' ? toCategoryPath(subject.code) : toSearchPath({ text: subject.text })
}

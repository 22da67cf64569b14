import type { Day } from '../../domain/time.ts'

/** A record of a library of literature, whatever its form: plain texts, TeX and HTML resolved. */
export type Reference = {
  /** Where it stands, as people count: "line 12". */
  position: string
  /** What the file calls it, for faults. */
  label?: string
  title?: string
  abstract?: string
  /** Given names first. */
  authors: string[]
  /** What may name it: arXiv ids, DOIs, addresses. */
  names: string[]
  doi?: string
  /** The journal, the proceedings, the series. */
  container?: string
  volume?: string
  issue?: string
  pages?: string
  year?: string
  /** Where it is told to the day. */
  day?: Day
}

import { toEasternTime } from '../../src/domain/eastern-time.ts'
import type { Scene } from './run-sync.ts'
import type { Change, WorldPaper } from '../support/upstreams/world.ts'

/**
 * What must be known of a paper at the end: the last of what was announced. `announcedDay` is absent where no feed calls the
 * paper new: of one that is primary elsewhere it says "cross", be it new or an old one with a category more.
 */
export type ExpectedPaper = { id: string; version: number; title: string; isWithdrawn: boolean; announcedDay?: string }

/**
 * The papers of a scene's world of which something was announced between its beginning and its end in one of its
 * categories, as they were announced last: reckoned from the world alone, without any of the servers that tell of it.
 */
export function listExpected({ world, categories, from, until }: Scene): ExpectedPaper[] {
  // The feed of the first day is a Sunday's, and has nothing; what the last day announced was told at its midnight.
  const [first, last] = [toEasternTime(from).day, toEasternTime(until).day]
  return [...world.papers.values()].flatMap((paper) => {
    const told = paper.changes.filter(({ day }) => day <= last)
    const isAnnounced = told.some((change) => change.day > first && isToldOf(paper, change, categories))
    return isAnnounced ? [toExpected(paper, told, { first, categories })] : []
  })
}

/** Whether a change is told to whoever follows some categories: a new category alone to those who follow that one. */
function isToldOf(paper: WorldPaper, change: Change, categories: readonly string[]): boolean {
  if (change.kind === 'edit') return false
  const before = paper.changes.filter(({ day }) => day < change.day)
  const known = change.kind === 'cross' ? listCategories(before) : []
  const added = listCategories([...before, change]).filter((category) => !known.includes(category))
  return added.some((category) => categories.includes(category))
}

function listCategories(changes: readonly Change[]): readonly string[] {
  return changes.findLast(({ words }) => words.categories !== undefined)?.words.categories ?? []
}

type Followed = { first: string; categories: readonly string[] }

function toExpected({ id }: WorldPaper, told: readonly Change[], { first, categories }: Followed): ExpectedPaper {
  const words: Change['words'] = Object.assign({}, ...told.map((change) => change.words)) as Change['words']
  const [day, primary] = [told[0]?.day ?? '', told[0]?.words.categories?.[0] ?? '']
  return {
    id,
    version: told.filter(({ submittedAt }) => submittedAt !== undefined).length,
    title: words.title ?? '',
    isWithdrawn: words.withdrawn === true,
    ...(day > first && categories.includes(primary) && { announcedDay: day }),
  }
}

type FoundPaper = { id: string; version?: number; title: string; withdrawnAt?: string; announcedDay?: string }

const TOLD = 20

/** What a store lacks of some papers, at most twenty: "2601.12500 version: 1, not 2". @param lines of its export */
export function findLacks(expected: readonly ExpectedPaper[], lines: readonly string[]): string[] {
  const found = new Map(lines.map((line) => JSON.parse(line) as FoundPaper).map((paper) => [paper.id, paper]))
  const lacks = expected.flatMap((paper) => {
    const there = found.get(paper.id)
    if (there === undefined) return [`${paper.id} is not there`]
    const same = { ...there, title: toWords(there.title), isWithdrawn: there.withdrawnAt !== undefined }
    const wanted = { ...paper, title: toWords(paper.title) }
    return (Object.keys(wanted) as (keyof ExpectedPaper)[])
      .filter((name) => same[name] !== wanted[name])
      .map((name) => `${paper.id} ${name}: ${same[name]}, not ${wanted[name]}`)
  })
  return lacks.slice(0, TOLD)
}

/** White space is nobody's concern. */
function toWords(title: string): string {
  return title.replaceAll(/\s+/g, ' ').trim()
}

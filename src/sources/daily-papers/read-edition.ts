import type { Fault } from '../../domain/ports.ts'
import type { UnixMs } from '../../domain/time.ts'
import type { DailyItem } from './daily-item.ts'

/** One page of an edition's answer: its items in order, and whether the upstream has more. */
export type EditionPage = {
  items: readonly DailyItem[]
  faults: readonly Fault[]
  /** Items in it, faults included. */
  count: number
  at: UnixMs
  hasNext: boolean
}

/** An edition as it was read: each paper once, in the order of the answer, with the instant of its page. */
export type EditionReading = { items: { item: DailyItem; at: UnixMs }[]; faults: readonly Fault[] }

/** Asks for one page, from 0; `before` tells how many items the pages before it held. */
export type AskEditionPage = (page: number, before: number) => Promise<EditionPage>

/** More would be no edition: the longest known has 92 papers, which is less than one page. */
const MOST_PAGES = 20
const MOST_PASSES = 4

type Pass = { items: Map<string, { item: DailyItem; at: UnixMs }>; faults: Fault[]; pages: number; repeats: number }

/**
 * Reads all pages of an edition.
 *
 * The order is by votes, so a paper may move from one page to another between two requests: it is then met twice, or
 * not at all. Several pages, therefore, are read until two readings hold the same papers. So is an answer with faults:
 * most pass. After four readings what any of them held is the edition.
 */
export async function readEdition(askPage: AskEditionPage): Promise<EditionReading> {
  let pass = await readPass(askPage)
  let known = pass.items
  for (let passes = 1; !isCertain(pass) && passes < MOST_PASSES; passes++) {
    const again = await readPass(askPage)
    known = joinPasses(again.items, known)
    const agrees = again.repeats === 0 && isSameSet(again.items, pass.items) && isSameList(again.faults, pass.faults)
    pass = again
    if (agrees) break
  }
  return { items: [...known.values()], faults: pass.faults }
}

function isCertain({ pages, faults }: Pass): boolean {
  return pages <= 1 && faults.length === 0
}

async function readPass(askPage: AskEditionPage): Promise<Pass> {
  const pass: Pass = { items: new Map(), faults: [], pages: 0, repeats: 0 }
  let before = 0
  for (let number = 0; number < MOST_PAGES; number++) {
    const page = await askPage(number, before)
    const repeats = takePage(pass.items, page)
    if (page.count > 0) pass.pages++
    pass.repeats += repeats
    pass.faults.push(...page.faults)
    before += page.count
    // Some give the same page whichever they are asked for.
    const isOld = page.items.length > 0 && repeats === page.items.length
    if (!page.hasNext || page.count === 0 || isOld) break
  }
  return pass
}

/** Returns how many of the page's papers were there before; what is told of them now is the newer. */
function takePage(items: Pass['items'], { items: ofPage, at }: EditionPage): number {
  let repeats = 0
  for (const item of ofPage) {
    if (items.has(item.identity.id)) repeats++
    items.set(item.identity.id, { item, at })
  }
  return repeats
}

function isSameSet(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a.keys()].every((id) => b.has(id))
}

function isSameList(a: readonly Fault[], b: readonly Fault[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** The later pass in its order, and after it what only earlier ones held. */
function joinPasses(later: Pass['items'], earlier: Pass['items']): Pass['items'] {
  return new Map([...later, ...[...earlier].filter(([id]) => !later.has(id))])
}

import type { UnixMs } from '../../../src/domain/time.ts'
import type { PaperState } from './world.ts'

type Test = (state: PaperState) => boolean

// Parts of a query: a bracketed range belongs to its field, as in submittedDate:[202601010000 TO 202601020000].
const PARTS = /\(|\)|[A-Za-z]+:\[[^\]]*\]|[A-Za-z]+:"[^"]*"|[^\s()]+/g

/**
 * Reads a query of arXiv's API: `cat:`, `id:`, `ti:`, `all:`, `submittedDate:[… TO …]` and `lastUpdatedDate:[… TO …]`,
 * joined by AND, OR and ANDNOT, with brackets. Two terms side by side are joined by OR, as arXiv does.
 *
 * @returns whether a paper is found, or `undefined` where the query cannot be read
 */
export function parseQuery(text: string): Test | undefined {
  const parts = text.match(PARTS) ?? []
  let next = 0
  try {
    const test = readOr()
    return next === parts.length ? test : undefined
  } catch {
    return undefined
  }

  function readOr(): Test {
    let test = readAnd()
    while (next < parts.length && parts[next] !== ')') {
      if (parts[next] === 'OR') next++
      const [left, right] = [test, readAnd()]
      test = (state) => left(state) || right(state)
    }
    return test
  }

  function readAnd(): Test {
    let test = readOne()
    while (parts[next] === 'AND' || parts[next] === 'ANDNOT') {
      const wanted = parts[next++] === 'AND'
      const [left, right] = [test, readOne()]
      test = (state) => left(state) && right(state) === wanted
    }
    return test
  }

  function readOne(): Test {
    const part = parts[next++]
    if (part === undefined) throw new Error('Something is missing')
    if (part !== '(') return toTest(part)
    const test = readOr()
    if (parts[next++] !== ')') throw new Error('A bracket is open')
    return test
  }
}

function toTest(part: string): Test {
  const [, field = 'all', value = ''] = /^([A-Za-z]+):(.*)$/.exec(part) ?? [part, 'all', part]
  const word = value.replaceAll('"', '').toLowerCase()
  switch (field) {
    case 'cat':
      return ({ categories }) =>
        categories.some((one) => one === value || (value.endsWith('*') && one.startsWith(value.slice(0, -1))))
    case 'id':
      return ({ id }) => id === value.replace(/v\d+$/, '')
    case 'submittedDate':
      return toRange(value, ({ versions }) => versions[0] ?? 0)
    case 'lastUpdatedDate':
      return toRange(value, ({ versions }) => versions.at(-1) ?? 0)
    case 'ti':
      return ({ title }) => title.toLowerCase().includes(word)
    case 'all':
      return ({ title, abstract }) => `${title} ${abstract}`.toLowerCase().includes(word)
    default:
      throw new Error(`No such field: ${field}`)
  }
}

function toRange(value: string, toInstant: (state: PaperState) => UnixMs): Test {
  const [, from, to] = /^\[(\d{8,14}) TO (\d{8,14})\]$/.exec(value) ?? []
  if (from === undefined || to === undefined) throw new Error(`Not a range: ${value}`)
  const [first, last] = [toUtc(from.padEnd(14, '0')), toUtc(to.padEnd(14, to.length === 8 ? '235959' : '59'))]
  return (state) => toInstant(state) >= first && toInstant(state) <= last
}

function toUtc(digits: string): UnixMs {
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits)!
  return Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}Z`)
}

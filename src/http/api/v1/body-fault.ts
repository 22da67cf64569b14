import type { z } from 'zod'

type Issue = z.core.$ZodIssue

const LONGEST_ECHO = 50

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

/**
 * What is wrong with a part of a body, in words for people: "rhythm.weekdays: expected at least 1 of them". Of the library
 * that found it only what it was told by us is repeated.
 *
 * @param issue with its `input` (`reportInput`), so that what is missing is told from what is wrong
 */
export function describeFault(issue: Issue): string {
  const path = issue.path.join('.')
  return `${path === '' ? 'body' : path}: ${toWords(issue)}`
}

function toWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `expected ${EXPECTED[issue.expected] ?? 'something else'}`
    case 'too_small':
      return `expected at least ${toAmount(issue.origin, Number(issue.minimum))}`
    case 'too_big':
      return `expected at most ${toAmount(issue.origin, Number(issue.maximum))}`
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `expected one of ${issue.values.join(', ')}`
    case 'unrecognized_keys':
      return `there is no ${issue.keys.map((key) => `“${key.slice(0, LONGEST_ECHO)}”`).join(', ')}`
    default:
      return issue.message
  }
}

function toAmount(origin: string, amount: number): string {
  if (origin === 'string') return `${amount} ${amount === 1 ? 'character' : 'characters'}`
  return origin === 'array' ? `${amount} of them` : String(amount)
}

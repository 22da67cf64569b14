import type { Diagnosis } from '../services/doctor/check.ts'

const OUTCOME_WIDTH = 9
const NAME_WIDTH = 18

/** A finding as a line, and what to do about it as another. */
export function toFindingLines({ check, outcome, says, mend }: Diagnosis): string {
  const indent = ' '.repeat(OUTCOME_WIDTH + NAME_WIDTH)
  const text = says.replaceAll('\n', `\n${indent}`)
  const advice = mend === undefined ? '' : `${indent}To do: ${mend}\n`
  return `${outcome.padEnd(OUTCOME_WIDTH)}${check.padEnd(NAME_WIDTH)}${text}\n${advice}`
}

/** How many findings there are of each outcome, behind an empty line. */
export function toFindingSummary(found: readonly Diagnosis[]): string {
  const count = (wanted: Diagnosis['outcome']): number => found.filter(({ outcome }) => outcome === wanted).length
  return `\n${count('ok')} ok, ${count('warning')} to mind, ${count('failure')} failed, ${count('skipped')} skipped\n`
}

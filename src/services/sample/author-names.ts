import { mixNumbers } from './random.ts'
import { toProperName } from './coin-names.ts'
import { NAME_STYLES, ORGANIZATION_KINDS } from './words/name-parts.ts'
import type { Organization } from '../../domain/paper.ts'

type Parts = { given: string[]; family: string[]; gap: string; familyFirst: boolean }

const INITIALS = 'ABCDEFGHJKLMNPRSTVW'
const styles: Parts[] = NAME_STYLES.map(({ given, family, gap, familyFirst = false }) => {
  return { given: joinEach(given), family: joinEach(family), gap, familyFirst }
})
const styleOfPlace = NAME_STYLES.flatMap(({ weight }, index) => new Array<number>(weight).fill(index))
const organizationKinds = ORGANIZATION_KINDS.split(/\|\s*/)

/** The full name of an author, always the same for a number; two numbers may share a name, as people do. */
export function toAuthorName(number: number): string {
  const chance = mixNumbers(number, 11)
  const style = styles[styleOfPlace[chance % styleOfPlace.length]!]!
  const given = style.given[mixNumbers(number, 12) % style.given.length]!
  const family = style.family[mixNumbers(number, 13) % style.family.length]!
  if (style.familyFirst) return family + style.gap + given
  const initial = chance >>> 25 // one author in seven has one
  return given + (initial < INITIALS.length ? ` ${INITIALS[initial]}. ` : style.gap) + family
}

/** A made-up organisation, always the same for a number. */
export function toOrganization(number: number): Organization {
  const kind = organizationKinds[mixNumbers(number, 21) % organizationKinds.length]!
  const fullname = kind.replace('<>', toProperName(mixNumbers(number, 22)))
  return { handle: fullname.toLowerCase().replaceAll(' ', '-'), externalId: toHexId(number, 23), fullname }
}

/** 24 hexadecimal digits, always the same for two numbers. */
export function toHexId(first: number, second: number): string {
  const words = [1, 2, 3].map((word) => mixNumbers(mixNumbers(first, second), word))
  return words.map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** Every beginning with every ending. */
function joinEach([starts, ends]: readonly [string, string]): string[] {
  return starts.split('|').flatMap((start) => ends.split('|').map((end) => start + end))
}

// Source: https://info.arxiv.org/help/oa; every archive that is no group of its own belongs to physics.
const GROUPS = new Set(['cs', 'econ', 'eess', 'math', 'q-bio', 'q-fin', 'stat'])

/** The set of a category: "cs:cs:CL", "physics:hep-th". */
export function toSetSpec(category: string): string {
  const [archive = ''] = category.split('.')
  return `${GROUPS.has(archive) ? archive : 'physics'}:${category.replace('.', ':')}`
}

/** Whether a paper of some categories is in a set: of a group, of an archive or of a category. */
export function isInSet(categories: readonly string[], setSpec: string): boolean {
  return categories.map(toSetSpec).some((spec) => spec === setSpec || spec.startsWith(`${setSpec}:`))
}

/** Whether a set can hold anything. */
export function isSet(setSpec: string): boolean {
  return /^(?:(?:cs|econ|eess|math|q-bio|q-fin|stat)(?::[a-z-]+(?::[A-Z]{2})?)?|physics(?::[a-z-]+(?::[A-Za-z-]+)?)?)$/.test(
    setSpec,
  )
}

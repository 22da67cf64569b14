/** Bytes that are not, or no longer, what the index wrote. The index must be built anew. */
export class IndexDamaged extends Error {
  override readonly name = 'IndexDamaged'
  /** Which part is damaged: a section's name, or `header`. */
  readonly section: string

  constructor(section: string, what: string) {
    super(`The index is damaged (${section}): ${what}`)
    this.section = section
  }
}

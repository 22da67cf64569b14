import type { Markup } from '../../platform/escape-markup.ts'

/** Fills the slots of a template. Values are markup: texts come through `escapeMarkup`. */
export type Fill<Slot extends string> = (values: Readonly<Record<Slot, Markup>>) => Markup

/**
 * Reads a template once: `{{name}}` is a slot, and may stand more than once.
 *
 * @param slots the names of all its slots
 * @throws Error where the template has others, or lacks one
 */
export function readTemplate<const Slot extends string>(template: string, slots: readonly Slot[]): Fill<Slot> {
  // At odd places stand the names of slots, at even ones what is between them.
  const pieces = template.split(/\{\{(\w+)\}\}/)
  const named = new Set(pieces.filter((_, index) => index % 2 === 1))
  const odd = [
    ...slots.filter((slot) => !named.has(slot)),
    ...[...named].filter((name) => !slots.some((slot) => slot === name)),
  ]
  if (odd.length > 0) throw new Error(`Slots that only the template or only the program has: ${odd.join(', ')}`)
  return (values) => {
    let html = pieces[0] ?? ''
    for (let i = 1; i < pieces.length; i += 2) html += values[pieces[i] as Slot] + (pieces[i + 1] ?? '')
    return html as Markup
  }
}

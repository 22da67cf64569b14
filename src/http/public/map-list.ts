import type { LitBy } from './map-stage.ts'
import type { MapPaper } from './map-reading.ts'

/** After so long a pointer means where it is. */
const REST_MS = 200

/**
 * The list beside the map: it marks the paper that is lit, and shows it where it can be moved by itself. What is pointed
 * at in the list, or has the focus there, is told to `light`.
 *
 * @returns what to call when another paper is lit, or none
 */
export function followList(
  list: HTMLElement,
  papers: readonly MapPaper[],
  light: (place: number) => void,
): (place: number, by: LitBy) => void {
  const side = list.closest<HTMLElement>('.side')
  side?.classList.add('beside')
  const places = new Map(papers.map(({ entry }, place) => [entry, place]))
  const findPlace = (target: EventTarget | null): number => {
    const link = target instanceof Element ? target.closest('a') : null
    return (link && places.get(link)) ?? -1
  }
  for (const kind of ['pointerover', 'focusin']) list.addEventListener(kind, ({ target }) => light(findPlace(target)))
  for (const kind of ['pointerleave', 'focusout']) list.addEventListener(kind, () => light(-1))

  let marked: Element | undefined
  let opened: HTMLDetailsElement | undefined
  let resting: number | undefined
  const show = (entry: HTMLElement): void => {
    const details = entry.closest('details')
    if (opened && opened !== details) opened.open = false
    if (details && !details.open) {
      details.open = true
      opened = details
    }
    if (side) scrollTo(side, entry)
  }
  return (place, by) => {
    const entry = papers[place]?.entry
    marked?.removeAttribute('data-lit')
    marked = entry
    entry?.setAttribute('data-lit', '')
    clearTimeout(resting)
    if (!entry || by === 'list') return
    if (by === 'key') show(entry)
    else resting = setTimeout(() => show(entry), REST_MS)
  }
}

/** Where the list stands below the map instead, and moves with the page, the page stays as it is. */
function scrollTo(side: HTMLElement, entry: HTMLElement): void {
  if (side.scrollHeight <= side.clientHeight || getComputedStyle(side).overflowY !== 'auto') return
  const [whole, part] = [side.getBoundingClientRect(), entry.getBoundingClientRect()]
  if (part.top >= whole.top && part.bottom <= whole.bottom) return
  side.scrollTop += part.top - whole.top - (whole.height - part.height) / 2
}

/**
 * What stands around the data of a page, for programs that read pages of the Daily Papers: the two halves of a direct
 * child of `main` that shows nothing.
 *
 * They look for it by selectors and by patterns, so the attributes stand in this order with one space between.
 */
export function toHydrationTag(target: 'DailyPapers' | 'PaperContent'): [string, string] {
  return [`<div class="SVELTE_HYDRATER contents" data-target="${target}" data-props="`, '" hidden></div>']
}

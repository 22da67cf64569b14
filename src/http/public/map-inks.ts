/** The colours and fonts of the style sheet, as a canvas takes them. */
export type Inks = { paper: string; sheet: string; ink: string; hair: string; core: string; red: string } & {
  head: string
  sans: string
}

const SYSTEM = {
  paper: 'Canvas',
  sheet: 'Canvas',
  ink: 'CanvasText',
  hair: 'GrayText',
  core: 'Canvas',
  red: 'Highlight',
}

/**
 * Reads what the style sheet says now, for this scheme and this contrast. The names of colours stand for pairs of them:
 * what holds is known only of an element that has the colour.
 */
export function readInks(within: HTMLElement): Inks {
  const probe = document.createElement('span')
  within.append(probe)
  const read = (color: string): string => {
    probe.style.color = color
    return getComputedStyle(probe).color
  }
  const colours = matchMedia('(forced-colors: active)').matches
    ? SYSTEM
    : {
        ...{ paper: read('var(--paper)'), sheet: read('var(--sheet)'), ink: read('var(--ink)') },
        ...{ hair: read('var(--hair)'), core: read('color-mix(in oklab, var(--sheet), var(--hair) 35%)') },
        red: read('var(--red)'),
      }
  const fontOf = (family: string): string => {
    probe.style.fontFamily = family
    return getComputedStyle(probe).fontFamily
  }
  const fonts = { head: fontOf('var(--head)'), sans: fontOf('var(--sans)') }
  probe.remove()
  return { ...colours, ...fonts }
}

/** Calls back when the scheme or the contrast changes, and when a window moves to a screen of another density. */
export function onInksChange(changed: () => void): void {
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', changed)
  const watchDensity = (): void =>
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        changed()
        watchDensity()
      },
      { once: true },
    )
  watchDensity()
}

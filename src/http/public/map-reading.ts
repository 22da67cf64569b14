import type { Place, Size } from './map/view.ts'

/** A paper on the map; its place in shares of the map, its radius in the units of the drawing. */
export type MapPaper = Place & {
  radius: number
  title: string
  address: string
  region: number
  /** Where it stands in the list beside the map. */
  entry: HTMLAnchorElement | undefined
}

/** A name on the map, and where what it names has its middle, in shares of the map. */
export type MapName = Place & { text: string }

/** An outline of where papers stand densely, in the units of the drawing. */
export type MapHill = { line: Path2D; kind: HillKind }
export type HillKind = 'region' | 'inner' | 'core'

/** All that the page's drawing shows. */
export type MapContent = {
  /** The size of the drawing, in its own units. */
  frame: Size
  /** In the order of the list. */
  papers: readonly MapPaper[]
  regions: readonly MapName[]
  parts: readonly MapName[]
  hills: readonly MapHill[]
}

/** Reads the drawing that came with the page, and finds each paper in the list. */
export function readMap(svg: SVGSVGElement): MapContent {
  const { width, height } = svg.viewBox.baseVal
  const entries = new Map<string, HTMLAnchorElement>()
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.regions a'))
    entries.set(link.getAttribute('href') ?? '', link)
  const toPlace = (element: Element, across: string, down: string): Place => ({
    x: Number(element.getAttribute(across)) / width,
    y: Number(element.getAttribute(down)) / height,
  })
  const papers = [...svg.querySelectorAll('.dots')].flatMap((dots, region) =>
    [...dots.querySelectorAll('a')].map((link): MapPaper => {
      const [dot, address] = [link.querySelector('circle')!, link.getAttribute('href') ?? '']
      const title = link.querySelector('title')?.textContent ?? ''
      const radius = Number(dot.getAttribute('r'))
      return { ...toPlace(dot, 'cx', 'cy'), radius, title, address, region, entry: entries.get(address) }
    }),
  )
  const regions = [...svg.querySelectorAll('.label')].map((label, region) => ({
    text: label.textContent,
    ...findMiddle(papers.filter((paper) => paper.region === region)),
  }))
  const parts = [...svg.querySelectorAll('.part')].map((part) => ({
    text: part.textContent,
    ...toPlace(part, 'x', 'y'),
  }))
  const hills = [...svg.querySelectorAll('path')].map((path): MapHill => {
    const kind = (['inner', 'core'] as const).find((name) => path.classList.contains(name)) ?? 'region'
    return { kind, line: new Path2D(path.getAttribute('d') ?? '') }
  })
  return { frame: { width, height }, papers, regions, parts, hills }
}

function findMiddle(places: readonly Place[]): Place {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  return { x: mean(places.map(({ x }) => x)), y: mean(places.map(({ y }) => y)) }
}

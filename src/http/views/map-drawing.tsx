import { html } from 'hono/html'
import { toPaperPath } from '../../domain/addresses.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { MAP_SIZE, type MapPoint, type PaperMap } from '../../services/search/map-papers.ts'
import { placeLabels } from './map-labels.ts'
import { toCounted } from './wording.ts'

type HtmlText = ReturnType<typeof html>

const CONTOUR_CLASSES = ['region', 'region', 'region inner', 'region core']

/**
 * The map as it is drawn: contours, a link for each paper, region by region, and names for those who see. The script of
 * the page reads all it needs from here: names of smaller places, too, which stand here for it alone.
 *
 * A template, since it holds five hundred links: the same in JSX takes four times as long.
 */
export function MapDrawing({ map, name }: { map: PaperMap; name: string }): HtmlText {
  const { regions, parts, contours, count } = map
  const about = `${name}, ${toCounted(count, 'paper')} in ${toCounted(regions.length, 'region')}`
  return html`<svg viewBox="0 0 ${MAP_SIZE.width} ${MAP_SIZE.height}" role="group" aria-label="${about}">
    ${contours.map(
      (loops, level) =>
        html`<path
          class="${CONTOUR_CLASSES[level] ?? 'region'}"
          fill-rule="evenodd"
          d="${loops.map(toPath).join('')}"
        />`,
    )}
    ${regions.map(({ points }) => html`<g class="dots">${points.map(toDot)}</g>`)}
    <g aria-hidden="true" pointer-events="none">
      ${placeLabels(regions).map(
        ({ text, x, y, key }) =>
          html`<text class="label" x="${x}" y="${y}">${text}</text
            ><text class="key" x="${key.x}" y="${key.y}">${key.text}</text>`,
      )}
      ${parts.map(({ name, x, y }) => html`<text class="part" x="${Math.round(x)}" y="${Math.round(y)}">${name}</text>`)}
    </g>
  </svg>`
}

function toDot({ headline, x, y }: MapPoint): HtmlText {
  const title = toPlainText(headline.title)
  return html`<a href="${toPaperPath(headline.id)}"
    ><title>${title}</title
    ><circle class="dot" cx="${toTenth(x)}" cy="${toTenth(y)}" r="${toRadius(headline.votes)}"></circle
  ></a>`
}

const SMALLEST = 3.5
const LARGEST = 9

/** Each tenfold of votes makes a dot larger by the same step. */
function toRadius(votes: number): number {
  const radius = SMALLEST + 1.7 * Math.log10(1 + Math.max(0, votes))
  return toTenth(Math.min(LARGEST, radius))
}

/** So finely that points which stand close stay apart when the script draws them larger. */
function toTenth(value: number): number {
  return Math.round(value * 10) / 10
}

/** Through the middles of a loop's sides, rounded at its corners. */
function toPath(loop: readonly number[]): string {
  const corners = loop.length / 2
  const corner = (at: number): [number, number] => [loop[(at % corners) * 2]!, loop[(at % corners) * 2 + 1]!]
  const middle = (at: number): string => {
    const [[x, y], [nextX, nextY]] = [corner(at), corner(at + 1)]
    return `${Math.round((x + nextX) / 2)} ${Math.round((y + nextY) / 2)}`
  }
  let path = `M${middle(0)}`
  // Every second corner: they are 10 apart, and the line is round between them.
  for (let at = 1; at <= corners; at += 2) path += `Q${corner(at).map(Math.round).join(' ')} ${middle(at)}`
  return `${path}Z`
}

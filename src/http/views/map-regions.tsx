import { html } from 'hono/html'
import { toPaperPath } from '../../domain/addresses.ts'
import type { MapPoint, MapRegion, PaperMap } from '../../services/search/map-papers.ts'
import { Typeset } from './typeset.tsx'
import { toCounted, toRegionName } from './wording.ts'

type HtmlText = ReturnType<typeof html>

/** So many papers of a region are named at once; the others follow when they are asked for. */
const NAMED = 2

/** The regions beside the map, each with all its papers: what the map shows, for those who do not see it or have no pointer. */
export function MapRegions({ map }: { map: PaperMap }) {
  return (
    <aside class="side" id="regions" aria-label="Regions of the map">
      <section aria-labelledby="reg">
        <div class="head">
          <h2 id="reg">Regions</h2>
          <span>{toCounted(map.count, 'paper')}</span>
        </div>
        <ol class="regions">{map.regions.map((region) => toRegion(region))}</ol>
      </section>
    </aside>
  )
}

function toRegion({ name, points }: MapRegion): HtmlText {
  const named = points.slice(0, NAMED)
  const rest = points.slice(NAMED)
  return html`<li>
    <h3>${toRegionName(name)}</h3>
    <p>
      ${toCounted(points.length, 'paper')}${rest.length > 0 ? ', among them' : ':'}
      ${named.map((point, index) => html`${index > 0 ? '; ' : ''}${toLink(point)}`)}
    </p>
    ${
      rest.length > 0
        ? html`<details>
            <summary>${rest.length === 1 ? 'One more' : `The other ${rest.length}`}</summary>
            <ul>
              ${rest.map((point) => html`<li dir="auto">${toLink(point)}</li>`)}
            </ul>
          </details>`
        : ''
    }
  </li>`
}

function toLink({ headline }: MapPoint): HtmlText {
  return html`<a href="${toPaperPath(headline.id)}">${Typeset({ text: headline.title })}</a>`
}

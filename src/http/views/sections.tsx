import { html } from 'hono/html'
import type { Day } from '../../domain/time.ts'
import { toIsoWeek } from '../../domain/period.ts'

/** The sections of the sheet. */
export type Section = 'day' | 'week' | 'month' | 'trending' | 'map' | 'search'

type Props = {
  current?: Section | undefined
  /** The day whose week and month are meant; absent, the newest. */
  day?: Day | undefined
}

/** Where the box of a page is that has one. */
const BOX = '#subscribe'

/** The way to the box, which stands below all papers; or, from a page without one, to that of subscriptions. */
export function SubscribeLink({ at = BOX }: { at?: string | undefined }) {
  return html`<p class="offer"><a href="${at}">Subscribe</a></p>`
}

/** The map of the edition that is shown. */
function toMapOf(current: Section | undefined, day: Day | undefined): string {
  if (day === undefined) return '/map'
  if (current === 'week') return `/map?week=${toIsoWeek(day)}`
  return current === 'month' ? `/map?month=${day.slice(0, 7)}` : `/map?day=${day}`
}

/** The ways through the sheet, on every page. */
export function Sections({ current, day }: Props) {
  const sections: { id: Section; name: string; path: string }[] = [
    { id: 'day', name: 'Day', path: day === undefined || current === 'day' ? '/papers' : `/papers/date/${day}` },
    { id: 'week', name: 'Week', path: day === undefined ? '/papers/week' : `/papers/week/${toIsoWeek(day)}` },
    { id: 'month', name: 'Month', path: day === undefined ? '/papers/month' : `/papers/month/${day.slice(0, 7)}` },
    { id: 'trending', name: 'Trending', path: '/papers/trending' },
    { id: 'map', name: 'Map', path: toMapOf(current, day) },
    { id: 'search', name: 'Search', path: '/search' },
  ]
  return html`<div class="sections">
    <nav aria-label="Sections">
      <ul>
        ${sections.map(({ id, name, path }) => {
          const isCurrent = id === current ? html` aria-current="page"` : ''
          return html`<li><a href="${path}" ${isCurrent}>${name}</a></li>`
        })}
      </ul>
    </nav>
  </div>`
}

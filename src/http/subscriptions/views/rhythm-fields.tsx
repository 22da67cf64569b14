import { html } from 'hono/html'
import { LAST_HOUR, MOST_DIGEST_PAPERS, USUAL_DIGEST_PAPERS } from '../../../domain/order-limits.ts'
import { toHourName } from '../../../domain/rhythm.ts'
import type { Rhythm } from '../../../domain/subscription.ts'
import { FROM_MONDAY, MONDAY_TO_FRIDAY, WEEKDAY_NAMES } from '../../../domain/time.ts'
import { toOption, ZoneField } from './zone-field.tsx'

/** How a subscription's fields stand, but for the zone. */
export type RhythmChoice = Pick<Rhythm, 'weekdays' | 'hour'> & { size: number; sendsEmpty: boolean }

/** Before a reader chose anything: after the edition has opened, on the days on which there is one. */
export const USUAL_CHOICE: RhythmChoice = {
  ...{ weekdays: MONDAY_TO_FRIDAY, hour: 7 },
  ...{ size: USUAL_DIGEST_PAPERS, sendsEmpty: false },
}

/** Sizes that a reader can choose from. */
const SIZES = [3, 5, USUAL_DIGEST_PAPERS, 20, 30, MOST_DIGEST_PAPERS]
const HOURS = Array.from({ length: LAST_HOUR + 1 }, (_, hour) => hour)

type Options = { standing: RhythmChoice; prefix: string; zone?: string }

/**
 * The fields of when digests go out, where, and how long they are.
 *
 * Templates, as what stands on every page is: the zones alone are four hundred elements.
 *
 * @param options `prefix` sets the ids of one form apart from those of another on the page; without a `zone` none is asked for, and one
 *   that is '' may be left open
 */
export function RhythmFields({ standing, prefix, zone }: Options) {
  const { weekdays, hour, size, sendsEmpty } = standing
  return html`<fieldset class="days">
      <legend>On these days</legend>
      ${FROM_MONDAY.map(
        (day) =>
          html`<label
            ><input type="checkbox" name="days" value="${day}" ${weekdays.includes(day) ? html` checked` : ''} />
            ${WEEKDAY_NAMES[day]}</label
          >`,
      )}
      <small>A weekly digest goes out on the first of them.</small>
    </fieldset>
    <div class="row">
      <p>
        <label for="${prefix}hour">At</label>
        <select id="${prefix}hour" name="hour">
          ${HOURS.map((each) => toOption(String(each), toHourName(each), each === hour))}
        </select>
      </p>
      <p>
        <label for="${prefix}size">Papers at most</label>
        <select id="${prefix}size" name="size">
          ${listSizes(size).map((each) => toOption(String(each), String(each), each === size))}
        </select>
      </p>
    </div>
    ${zone !== undefined && ZoneField({ prefix, zone, ...(zone === '' && { asks: 'later' }) })}
    <label class="check"
      ><input type="checkbox" name="empty" value="1" ${sendsEmpty ? html` checked` : ''} /> Write also when no paper is
      worth it</label
    >`
}

/** A size that somebody gave by the API is not lost. */
function listSizes(size: number): number[] {
  return [...new Set([...SIZES, size])].toSorted((a, b) => a - b)
}

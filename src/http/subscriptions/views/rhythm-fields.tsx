import { html } from 'hono/html'
import type { Rhythm } from '../../../domain/subscription.ts'
import { TIME_ZONES } from '../time-zones.ts'
import { toHourName, WEEKDAYS } from '../wording.ts'

/** How a subscription's fields stand. Without a zone the reader's own is guessed when the form has been sent. */
export type Standing = Pick<Rhythm, 'weekdays' | 'hour'> & { zone?: string; size: number; sendsEmpty: boolean }

/** Before a reader chose anything: after the edition has opened, on the days on which there is one. */
export const DEFAULT_STANDING: Standing = { weekdays: [1, 2, 3, 4, 5], hour: 7, size: 10, sendsEmpty: false }

/** Sizes that a reader can choose from. */
const SIZES = [3, 5, 10, 20, 30, 50]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

type Options = { standing: Standing; prefix: string; guess?: string | undefined; zonesAt?: string }

/**
 * The fields of when digests go out, where, and how long they are.
 *
 * Templates, as what stands on every page is: the zones alone are four hundred elements.
 *
 * @param options `prefix` sets the ids of one form apart from those of another on the page; `guess` is the zone of the
 *   reader, where the page is for nobody else; with `zonesAt` the zone is guessed, and others are chosen there
 */
export function RhythmFields({ standing, prefix, guess, zonesAt }: Options) {
  const { weekdays, hour, size, sendsEmpty } = standing
  return html`<fieldset class="days">
      <legend>On these days</legend>
      ${WEEKDAYS.map(
        ([day, name]) =>
          html`<label
            ><input type="checkbox" name="days" value="${day}" ${weekdays.includes(day) ? html` checked` : ''} />
            ${name}</label
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
    ${zonesAt === undefined ? toZoneField(prefix, standing.zone ?? guess) : toZoneHint(zonesAt)}
    <label class="check"
      ><input type="checkbox" name="empty" value="1" ${sendsEmpty ? html` checked` : ''} /> Write also when no paper is
      worth it</label
    >`
}

function toZoneField(prefix: string, chosen: string | undefined) {
  return html`<p>
    <label for="${prefix}zone">In the time of</label>
    <select id="${prefix}zone" name="zone">
      ${toZoneOptions(chosen)}
    </select>
  </p>`
}

function toZoneHint(zonesAt: string) {
  return html`<small
    >In the time where you are, by your browser’s language. <a href="${zonesAt}">Another time zone</a></small
  >`
}

function toOption(value: string, name: string, isChosen: boolean) {
  return html`<option value="${value}" ${isChosen ? html` selected` : ''}>${name}</option>`
}

/** A size that somebody gave by the API is not lost. */
function listSizes(size: number): number[] {
  return [...new Set([...SIZES, size])].toSorted((a, b) => a - b)
}

/** Kept by what is chosen: every page of the sheet shows them all. */
const optionsOf = new Map<string | undefined, ReturnType<typeof composeZoneOptions>>()

function toZoneOptions(chosen: string | undefined) {
  const known = optionsOf.get(chosen)
  if (known) return known
  const made = composeZoneOptions(chosen)
  if (chosen === undefined) optionsOf.set(chosen, made)
  return made
}

// Every page bears them, so they are short: what an option shows is its value where it has no other.
function composeZoneOptions(chosen: string | undefined) {
  const zones = chosen === undefined || TIME_ZONES.includes(chosen) ? TIME_ZONES : [chosen, ...TIME_ZONES]
  const own = chosen === undefined ? html`<option value="">Where I am, by my browser’s language</option>` : ''
  const options = zones.map((zone) =>
    zone === chosen ? html`<option selected>${zone}</option>` : html`<option>${zone}</option>`,
  )
  return html`${own}${options}`
}

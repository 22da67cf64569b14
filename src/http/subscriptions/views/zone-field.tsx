import { html } from 'hono/html'
import { TIME_ZONES, toPresentName } from '../time-zones.ts'

type Props = {
  /** Sets the id of this field apart from those of others on the page. */
  prefix: string
  /** The one that stands in it, by any of its names; '' for none. */
  zone: string
  /**
   * Given where the reader has not said it: what stands in the field then is a guess, which the script of the page puts
   * right. `now` takes an answer, `later` does not.
   */
  asks?: 'now' | 'later'
}

const UNCHOSEN = { now: 'Choose your time zone', later: 'I choose it when I confirm' }
const GUESSED = 'Guessed from the language of your browser: change it if you live by other clocks.'

/** The field of the zone by whose clocks digests go out: a template, for its four hundred elements. */
export function ZoneField({ prefix, zone, asks }: Props) {
  const from = `${prefix}zone-from`
  const asked = asks ? html` data-asked aria-describedby="${from}"` : ''
  const required = asks === 'now' && zone === '' ? html` required` : ''
  return html`<p>
    <label for="${prefix}zone">In the time of</label>
    <select id="${prefix}zone" name="zone" ${asked} ${required}>
      ${zone === '' && toOption('', UNCHOSEN[asks ?? 'later'], true)} ${toZoneOptions(toPresentName(zone))}
    </select>
    ${asks && html`<small id="${from}">${asks === 'now' && zone !== '' ? GUESSED : ''}</small>`}
  </p>`
}

/** Puts the zone of the reader's clock into a field that asks for it. @param props `path` is the script's */
export function ZoneScript({ path }: { path: string }) {
  return <script type="module" src={path}></script>
}

/** One thing of several that can be chosen. */
export function toOption(value: string, name: string, isChosen: boolean) {
  return html`<option value="${value}" ${isChosen ? html` selected` : ''}>${name}</option>`
}

// An option that shows its value needs no other: there are four hundred of them.
function toZoneOptions(chosen: string) {
  const zones = chosen === '' || TIME_ZONES.includes(chosen) ? TIME_ZONES : [chosen, ...TIME_ZONES]
  return zones.map((zone) =>
    zone === chosen ? html`<option selected>${zone}</option>` : html`<option>${zone}</option>`,
  )
}

/** Sent with every request, so that every answer shows whose it is. Short: it is embedded each time. */
export const PROBE_TEXT = 'Owls hunt at night by hearing alone.'

/** One model on another machine or beside other texts differs in the last digits; another rounding of it, by more. */
const LEAST_COSINE = 0.9995

/** Whether two vectors of the probe, each of length 1, come from one model. */
export function isSameProbe(one: Float32Array, other: Float32Array): boolean {
  if (one.length !== other.length) return false
  let cosine = 0
  for (let i = 0; i < one.length; i++) cosine += one[i]! * other[i]!
  return cosine >= LEAST_COSINE
}

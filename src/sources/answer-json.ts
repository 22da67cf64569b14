import type { UpstreamAnswer } from '../domain/ports.ts'
import { UpstreamError } from '../domain/upstream-error.ts'
import { toStorableJson } from './storable-text.ts'
import { isTooDeep } from './json-depth.ts'

/**
 * The JSON value of an upstream's answer. Each text within is one that databases can keep.
 *
 * @param name of the upstream, for messages
 * @throws UpstreamError `broken` where it is no JSON: a page, half a document, another encoding
 */
export function parseAnswerJson(answer: UpstreamAnswer & { status: 200 }, name: string): unknown {
  const text = new TextDecoder().decode(answer.bytes)
  if (isTooDeep(text)) throw new UpstreamError('broken', `${name} answered with JSON that is nested beyond any use.`)
  try {
    return JSON.parse(toStorableJson(text))
  } catch (cause) {
    const kind = /^\s*</.test(text) ? 'with a page instead of JSON' : 'with JSON that is broken or cut off'
    throw new UpstreamError('broken', `${name} answered ${kind}.`, { cause })
  }
}

import { findArxivId } from '../../domain/arxiv-id.ts'
import { findArxivNearMiss } from '../../domain/arxiv-near-miss.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { FileItem } from '../../domain/ports.ts'
import { findKey } from '../find-key.ts'
import { toUntitled } from './to-item.ts'

/** What may be an id within other words: addresses, "arXiv:…", DOIs, and ids of arXiv as they are. */
const CANDIDATE =
  /https?:\/\/[^\s<>"]+|\barxiv:\s?[\w./-]+|\b(?:doi:\s?)?10\.\d{4,9}\/[^\s<>"]+|(?<![\w./-])\d{4}\.\d{4,5}(?:v\d+)?(?![\w/-]|\.\d)|(?<![\w./-])[a-z]{2,}(?:-[a-z]{2,})?(?:\.[A-Z]{2})?\/\d{7}(?:v\d+)?(?![\w/-])/gi
/** What ends a sentence or a bracket that a name stands in. */
const CLOSING = /(?<![.,;:)\]}'"])[.,;:)\]}'"]+$/
const LONGEST_LINE = 10_000

/** Whether a text names a paper by an arXiv id, a DOI or an address. */
export function isIdList(text: string): boolean {
  return text.split('\n').some((line) => listKeys(line).length > 0)
}

/**
 * Reads the papers that a text names, in its order, each once: those of arXiv are to be fetched, and a DOI alone is a
 * fault. So is a line that is a mistyped id, or a link to something else; lines that begin with "#" are remarks.
 */
export function readIdList(text: string): FileItem[] {
  const seen = new Set<PaperId>()
  return text.split(/\r\n|\r|\n/).flatMap((line, index): FileItem[] => {
    const position = `line ${index + 1}`
    if (/^\s*#/.test(line)) return []
    const keys = listKeys(line)
    if (keys.length === 0) return toStray(line.trim(), position)
    return keys.filter((id) => !seen.has(id) && seen.add(id)).map((id) => toUntitled(id, position))
  })
}

function listKeys(line: string): PaperId[] {
  const found = [...line.slice(0, LONGEST_LINE).matchAll(CANDIDATE)]
  return found.flatMap(([written]) => findKey([written.replace(CLOSING, '').replace(/\s/g, '')])?.id ?? [])
}

function toStray(line: string, position: string): FileItem[] {
  const miss = findArxivId(line) === undefined ? findArxivNearMiss(line) : undefined
  const isLink = /^https?:\/\/\S+$/i.test(line)
  if (miss === undefined && !isLink) return []
  const why = miss?.reason ?? 'names no arXiv id and no DOI'
  return [{ fault: { position, reason: `"${line.slice(0, 80)}": ${why}` } }]
}

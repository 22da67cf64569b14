import type { PaperId } from './paper.ts'

/** Ids in one text, with commas between; a comma within one, as a DOI may have, is encoded. */
export function writeIds(ids: readonly PaperId[]): string {
  return ids.map((id) => id.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',')
}

/** The ids of such a text, each once. What is not well encoded is taken as it stands. */
export function readIds(text: string): PaperId[] {
  const ids = text.split(',').flatMap((id) => (id === '' ? [] : [decode(id) as PaperId]))
  return [...new Set(ids)]
}

function decode(id: string): string {
  return id.replaceAll('%2C', ',').replaceAll('%25', '%')
}

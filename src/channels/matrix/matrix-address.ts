import { AppError } from '../../domain/error.ts'

const WHAT =
  'For Matrix it is the id of a room, as in !AbCdEf:example.org: a room shows it under its advanced settings.'

/** The id of a room of Matrix. @throws AppError `invalid` for an alias, a person or anything else */
export function parseMatrixAddress(text: string): string {
  const room = text.trim()
  if (room.startsWith('#'))
    throw new AppError('invalid', `That is a name of a room, which may move to another. ${WHAT}`)
  // Since version 12 of rooms an id has no server behind it. Source: https://spec.matrix.org/latest/appendices/#room-ids
  if (room.length > 255 || !/^![\w.=/+-]+(?::[\w.:[\]-]+)?$/.test(room)) {
    throw new AppError('invalid', `That is no room of Matrix. ${WHAT}`)
  }
  return room
}

import type { DigestId } from '../../domain/digest.ts'
import { AppError } from '../../domain/error.ts'
import type { DigestCursor } from '../../services/subscriptions/managing.ts'

/** Where a further page of past digests begins, as an address holds it: "1774933200000.q0Yp….2026-03-31". */
export function writeDigestCursor({ dueAt, id }: DigestCursor): string {
  return `${dueAt}.${id}`
}

/** The opposite. @throws AppError `invalid` for a text of another form */
export function readDigestCursor(text: string): DigestCursor {
  const [, dueAt = '', id = ''] = /^(\d{1,15})\.([\w.-]{1,60})$/.exec(text) ?? []
  if (dueAt === '') throw new AppError('invalid', 'expected what an earlier page named')
  return { dueAt: Number(dueAt), id: id as DigestId }
}

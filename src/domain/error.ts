/** Why an operation failed, in terms a caller can act on. Maps one-to-one to an HTTP status and a CLI exit code. */
export type ErrorCode =
  | 'invalid' //          the input is wrong; sending it again cannot help
  | 'unauthenticated' //  no valid session or key
  | 'forbidden' //        known caller, not allowed
  | 'not_found' //        missing, or hidden from this caller
  | 'conflict' //         lost a race, or already exists
  | 'rate_limited' //     asked too often; going on later will work
  | 'unavailable' //      someone else's fault; a later retry may work
  | 'internal' //         our bug; the message is for operators only

/** The only error the layers above `domain` may rely on. `message` is shown to people unless `code` is `internal`. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  /** After how long asking again may help, where that is known. */
  readonly waitMs: number | undefined

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown; waitMs?: number }) {
    super(message, options)
    this.code = code
    this.waitMs = options?.waitMs
  }
}

/** Wraps anything thrown into an AppError; keeps the original as `cause`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  return new AppError('internal', 'Unexpected error', { cause: thrown })
}

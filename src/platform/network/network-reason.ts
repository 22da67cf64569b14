/** Why a connection failed, in a few words: the code of the system where there is one, as in ECONNREFUSED. */
export function toNetworkReason(error: unknown): string {
  // What `fetch` says is "fetch failed"; why stands in the cause. All addresses of a name may have failed, each in its way.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const [first = cause] = cause instanceof AggregateError ? (cause.errors as unknown[]) : []
  const { code } = Object(first) as NodeJS.ErrnoException
  return code ?? (first instanceof Error ? first.message : String(first))
}

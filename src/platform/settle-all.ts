/**
 * Waits for all, whatever becomes of the others: nothing that was begun goes on behind the caller's back.
 *
 * @returns what each gave, in their order
 * @throws what the first of them in their order threw that failed
 */
export async function settleAll<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises)
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}

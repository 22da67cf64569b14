import { Resolver } from 'node:dns/promises'

/**
 * What the DNS holds as text (TXT) under a name, each record in one piece; empty where the name or such records are not
 * there.
 *
 * @throws Error with the resolver's code where nobody answers
 */
export type FindTexts = (name: string) => Promise<string[]>

const NOTHING = new Set(['ENOTFOUND', 'ENODATA'])
const [TIMEOUT_MS, TRIES] = [4000, 2]

/** Asks the DNS servers of this machine. */
export function createFindTexts(): FindTexts {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
  return async (name) => {
    try {
      return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''))
    } catch (error) {
      if (NOTHING.has((error as NodeJS.ErrnoException).code ?? '')) return []
      throw error
    }
  }
}

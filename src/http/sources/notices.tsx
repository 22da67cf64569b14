import { Phrases } from '../views/phrases.tsx'
import type { EditionNotice } from './edition-notices.ts'

/** What must be known of an edition before it is read, a line each. */
export function EditionNotices({ notices }: { notices: readonly EditionNotice[] }) {
  return notices.map(({ says, then }) => (
    <p class="notice">
      <strong>{says}</strong> <Phrases of={then} />
    </p>
  ))
}

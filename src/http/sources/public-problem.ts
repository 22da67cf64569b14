import type { UnixMs } from '../../domain/time.ts'
import { toContentTag } from '../../platform/hashing.ts'
import type { SourceDescription } from '../../services/sync/describe-sources.ts'
import { toPublicText } from './public-text.ts'
import { SOURCE_NAMES } from './source-names.ts'

type Trouble = SourceDescription['troubles'][number]

/** A trouble with a source as everybody may read it. */
export type PublicProblem = Pick<Trouble, 'source' | 'kind' | 'firstAt' | 'lastAt' | 'times' | 'settledAt'> & {
  /** The same as long as it is the same trouble; its own hides what it is about, which may be an address. */
  id: string
  /** In a line: "arXiv does not answer". */
  title: string
  /** What it is about, such as a day; '' for the source as a whole. */
  subject: string
  message: string
}

/** What became of a source, after its name. */
const KINDS: Readonly<Record<Trouble['kind'], string>> = {
  busy: 'asks us to wait',
  silent: 'does not answer',
  broken: 'answered what cannot be read',
  refused: 'refused to answer',
  stale: 'answered with what is old',
  records: 'has records that cannot be read',
  late: 'is late',
  incomplete: 'is not complete here',
  internal: 'could not be read through a fault of ours',
}

const OURS = 'Something broke here while its answer was read, and has been written into the log. It is tried again.'

/** What may be told of a trouble: nothing of what broke inside, no keys, and no address that is ours alone. */
export function toPublicProblem(trouble: Trouble): PublicProblem {
  const { source, kind, firstAt, lastAt, times, settledAt } = trouble
  const subject = toPublicText(trouble.subject)
  return {
    id: toContentTag(trouble.id),
    source,
    kind,
    title: `${source === 'feed' ? 'A feed' : SOURCE_NAMES[source]} ${KINDS[kind]}`,
    subject,
    message: kind === 'internal' ? OURS : toPublicText(trouble.message),
    ...{ firstAt, lastAt, times },
    ...(settledAt !== undefined && { settledAt }),
  }
}

/** When something was said of a problem last: that it lasts, or that it is over. */
export function toChangedAt({ lastAt, settledAt = lastAt }: Pick<PublicProblem, 'lastAt' | 'settledAt'>): UnixMs {
  return Math.max(lastAt, settledAt)
}

import { ARXIV_READERS } from './arxiv-readers.ts'
import type { Readers } from './fields.ts'
import { FEED_READERS } from './feed-readers.ts'
import { FILE_READERS } from './file-readers.ts'
import { RECORD_READERS } from './record-readers.ts'
import { TEXT_READERS } from './text-readers.ts'

/** All readers of texts from outside. */
export const READERS: Readers = {
  ...ARXIV_READERS,
  ...FEED_READERS,
  ...FILE_READERS,
  ...RECORD_READERS,
  ...TEXT_READERS,
}

import type { HeadlinePart } from '../../domain/headline.ts'
import { type CatalogueKind, countCatalogued, rankCatalogued } from '../../store/catalogue.ts'
import type { Db } from '../../store/db.ts'
import { listHeadlines } from '../../store/headlines.ts'

/** Under what papers are catalogued. */
export type { CatalogueKind } from '../../store/catalogue.ts'

/** Papers are counted so far; what is more is said as "more than". Counting a category of a million takes too long. */
export const MOST_COUNTED = 10_000

/** Part of what stands under one author, category or organisation; `total` goes no further than `MOST_COUNTED`. */
export type CatalogueHeadlines = HeadlinePart & { total: number }

/** Papers under one key, the newest first. An author's key is that of `toAuthorKey`. Unknown keys hold nothing. */
export type ListCatalogue = (
  kind: CatalogueKind,
  key: string,
  part: { offset: number; size: number },
) => Promise<CatalogueHeadlines>

/** Makes the use case on a database. */
export function listCatalogue(db: Db): ListCatalogue {
  return async (kind, key, { offset, size }) => {
    const ranking = await rankCatalogued(db, kind, key, { offset, size: size + 1 })
    const headlines = await listHeadlines(db, ranking.slice(0, size))
    const total = await countCatalogued(db, kind, key, MOST_COUNTED)
    return { headlines, hasMore: ranking.length > size, total }
  }
}

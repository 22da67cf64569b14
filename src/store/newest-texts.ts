import type { Db } from './db.ts'

/** Title and abstract of the papers that were published last, at most so many; those without abstract are left out. */
export async function listNewestTexts(db: Db, size: number): Promise<string[]> {
  const rows = await db
    .selectFrom('paper')
    .select(['title', 'abstract'])
    .where('published_at', 'is not', null)
    .orderBy('published_at', (order) => order.desc().nullsLast())
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
  return rows.flatMap(({ title, abstract }) => (abstract === null ? [] : [`${title}\n${abstract}`]))
}

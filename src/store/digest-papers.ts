import type { CompiledQuery } from 'kysely'
import type { Digest, DigestId } from '../domain/digest.ts'
import type { PaperId } from '../domain/paper.ts'
import type { SubscriptionId } from '../domain/subscription.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'

/** A digest as far as its papers are kept in a table of their own. */
type WithPapers = Pick<Digest, 'id' | 'subscriptionId'> & { papers: readonly { id: PaperId }[] }

/** Notes which papers stand in digests. The database refuses one that its subscription has had. */
export async function insertPapers(tx: Db, digests: readonly WithPapers[]): Promise<void> {
  for (const chunk of chunks(digests.flatMap(toRows))) await tx.insertInto('digest_paper').values(chunk).execute()
}

/** Notes that the papers of a digest have been in one, where no other digest holds them. Undoes `freePapers`. */
export async function takePapers(tx: Db, digest: WithPapers): Promise<void> {
  for (const chunk of chunks(toRows(digest))) {
    await tx
      .insertInto('digest_paper')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Lets the papers of digests that nobody got come into later ones. */
export async function freePapers(tx: Db, ids: readonly DigestId[]): Promise<void> {
  for (const chunk of chunks(ids)) await tx.deleteFrom('digest_paper').where('digest_id', 'in', chunk).execute()
}

function toRows({ id, subscriptionId, papers }: WithPapers) {
  return papers.map((paper) => ({ subscription_id: subscriptionId, paper_id: paper.id, digest_id: id }))
}

/** So many papers are looked up at once, by one statement whose text never changes. */
const LOOKED_UP = 40
// By database, and gone with it: compiling with forty values takes longer than running it, and every digest asks it.
const compiled = new WeakMap<object, CompiledQuery>()

/** Which of some papers a subscription has had. */
export async function findSentPapers(
  db: Db,
  subscriptionId: SubscriptionId,
  ids: readonly PaperId[],
): Promise<Set<PaperId>> {
  const sent = new Set<PaperId>()
  for (const chunk of chunks(ids, LOOKED_UP)) {
    for (const id of await readSent(db, subscriptionId, chunk)) sent.add(id)
  }
  return sent
}

async function readSent(db: Db, subscriptionId: SubscriptionId, ids: readonly PaperId[]): Promise<PaperId[]> {
  const padded = [...ids, ...Array.from({ length: LOOKED_UP - ids.length }, () => '')]
  const { adapter } = db.getExecutor()
  const query = compiled.get(adapter) ?? selectSent(db, subscriptionId, padded).compile()
  compiled.set(adapter, query)
  const { rows } = await db.executeQuery({ ...query, parameters: [subscriptionId, ...padded] })
  return (rows as { paper_id: PaperId }[]).map(({ paper_id }) => paper_id)
}

function selectSent(db: Db, subscriptionId: SubscriptionId, ids: readonly string[]) {
  return db
    .selectFrom('digest_paper')
    .select('paper_id')
    .where('subscription_id', '=', subscriptionId)
    .where('paper_id', 'in', ids)
}

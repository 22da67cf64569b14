import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { RecipientId, Wish } from '../../src/domain/subscription.ts'
import { toWishTitle } from '../../src/domain/wish-title.ts'
import type { Db } from '../../src/store/db.ts'
import { findSubscription, listSubscriptions, listSubscriptionsOf } from '../../src/store/subscriptions.ts'
import { aDayPaper, subscribe } from '../support/a-subscriber.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const FORMER = 'doi:10.5555/tides' as PaperId
const WISHES: [wish: Wish, title: string][] = [
  [{ kind: 'organisation', handle: 'lab' }, 'Papers from Lantern Hill'],
  [{ kind: 'organisation', handle: 'nobody' }, 'Papers from nobody'],
  [{ kind: 'similar', papers: ['2611.00000', '2611.99999'] as PaperId[] }, 'Papers like “On O(n²) tides” and 1 other'],
  [{ kind: 'similar', papers: [FORMER] }, 'Papers like “On O(n²) tides”'],
  [{ kind: 'similar', papers: ['2611.99999'] as PaperId[] }, 'Papers like one that you chose'],
  [{ kind: 'trending' }, 'Trending papers'],
]

describe.each(dialects)('the title of a subscription on $dialect', (where) => {
  let db: Db
  beforeEach(async () => {
    db = await freshDatabase(where)
    await importRecords(db, [
      aDayPaper(0, {
        formerIds: [FORMER],
        fields: { title: 'On $O(n^2)$ tides', organization: { handle: 'lab', fullname: 'Lantern Hill' } },
      }),
    ])
  })
  afterEach(() => db.destroy())

  test.each(WISHES)('to %j is “%s”, however it is read', async (wish, title) => {
    const { id } = await subscribe(db, 'ada', { wish })

    const read = [
      await findSubscription(db, id),
      ...(await listSubscriptionsOf(db, 'r-ada' as RecipientId, ['active'], 9)),
      ...(await listSubscriptions(db, { size: 9 })).map(({ subscription }) => subscription),
    ]

    expect(read.map((each) => each && toWishTitle(each.wish, each.names))).toEqual([title, title, title])
  })
})

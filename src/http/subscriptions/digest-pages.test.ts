import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/databases.ts'
import { putDigest } from '../../../test/support/past-digests.ts'
import type { Joined } from '../../../test/support/subscribers.ts'
import { SECRET } from '../../../test/support/subscribers.ts'
import { aDigest, aSubscriptionApp, type SubscriptionApp } from '../../../test/support/subscription-app.ts'
import type { Digest } from '../../domain/digest.ts'
import type { Day } from '../../domain/time.ts'
import { createSignedLinks } from '../../services/subscriptions/signed-links.ts'
import type { Db } from '../../store/db.ts'

let db: Db
let given: SubscriptionApp
let ada: Joined
beforeEach(async () => {
  db = await freshDatabase({ dialect: 'sqlite' })
  given = aSubscriptionApp(db)
  ada = await given.join('ada@example.org')
})
afterEach(() => db.destroy())

/** The page that messages of a digest lead to, by the link that they hold. */
async function openWhole(wish: Partial<Digest>): Promise<string> {
  const digest = { ...aDigest(ada.subscription), ...wish }
  await putDigest(db, digest)
  const { whole } = createSignedLinks(SECRET, '').toLinks(digest, ada.recipient, ada.subscription)
  return (await given.app.request(whole)).text()
}

test('the link to all of a digest leads to its page, with every paper', async () => {
  const page = await openWhole({})

  expect(page.match(/Owls of the coast, part \d/g)).toEqual([1, 2, 3].map((part) => `Owls of the coast, part ${part}`))
  expect(page).toContain('</time> · three papers of 94')
})

test('what a language model wrote is marked, beside the sentences of the abstract', async () => {
  const [paper] = aDigest(ada.subscription).papers

  const page = await openWhole({ papers: [{ ...paper!, summary: 'Eulen hört man eher, als man sie sieht.' }] })

  expect(page).toContain('<p dir="auto">By a language model: Eulen hört man eher, als man sie sieht.</p>')
  expect(page).toContain('<p dir="auto">Owls are heard. They are rarely seen.</p>')
})

test('a digest of more papers than were looked at does not say of how many', async () => {
  expect(await openWhole({ considered: 2 })).toContain('</time> · three papers<')
})

test.each([
  [{}, 'Nothing worth your time today. None of 94 papers was chosen.'],
  [
    { from: '2026-11-16' as Day, isCatchUp: true, considered: 0 },
    'Nothing worth your time from 16 to 20 November. No new paper came.',
  ],
])('one without papers (%o) says "%s"', async (wish, says) => {
  expect(await openWhole({ ...wish, papers: [] })).toContain(`<p>${says}</p>`)
})

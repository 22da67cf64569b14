import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { toStoreTag } from './store-tag.ts'

it('is the same for a file in the data folder wherever that stands, and however it is written', () => {
  const tags = [
    toStoreTag('sqlite:/srv/papers/broadsheet.db', '/srv/papers'),
    toStoreTag('sqlite:/mnt/copy/./broadsheet.db', '/mnt/copy/'),
    toStoreTag('sqlite:data/broadsheet.db', resolve('data')),
  ]

  expect(new Set(tags).size).toBe(1)
})

it('is another for each other file', () => {
  const tags = [
    toStoreTag('sqlite:/srv/papers/broadsheet.db', '/srv/papers'),
    toStoreTag('sqlite:/srv/papers/old/broadsheet.db', '/srv/papers'),
    toStoreTag('sqlite:/srv/broadsheet.db', '/srv/papers'),
    toStoreTag('sqlite:/mnt/broadsheet.db', '/srv/papers'),
  ]

  expect(new Set(tags).size).toBe(4)
})

it('is that of a server’s address without its password', () => {
  const [one, other, elsewhere] = ['postgres://me:one@db/a', 'postgres://me:two@db/a', 'postgres://me:one@db/b'].map(
    (url) => toStoreTag(url, '/srv/papers'),
  )

  expect(one).toBe(other)
  expect(one).not.toBe(elsewhere)
})

import { expect, test } from 'vitest'
import { toNextHop } from './redirects.ts'

const hop = { url: new URL('https://me:secret@mirror.example/oai2?verb=Identify'), atHome: true }

test.each([
  ['/oai?verb=Identify', 'https://me:secret@mirror.example/oai?verb=Identify', true],
  ['https://who:ever@mirror.example/x#part', 'https://me:secret@mirror.example/x', true],
  ['https://mirror.example:8443/x', 'https://mirror.example:8443/x', false],
  ['https://oaipmh.example/oai', 'https://oaipmh.example/oai', false],
  ['//oaipmh.example/oai', 'https://oaipmh.example/oai', false],
])('to %s leads to %s', (location, href, atHome) => {
  const next = toNextHop(hop, 302, location, false)

  expect(next).toMatchObject({ atHome })
  expect('url' in next && next.url.href).toBe(href)
})

test('once away, no hop is at home again', () => {
  const away = toNextHop(hop, 302, 'https://oaipmh.example/oai', false)

  const further = ['/x', 'https://mirror.example/oai'].map(
    (location) => 'url' in away && toNextHop(away, 302, location, false),
  )

  expect(further).toMatchObject([{ atHome: false }, { atHome: false }])
})

test('from https to http none is followed, the other way it is', () => {
  const plain = { url: new URL('http://mirror.example/oai2'), atHome: true }

  expect(toNextHop(hop, 301, 'http://mirror.example/oai', false)).toEqual({
    says: 'leads from https to http (mirror.example), which anybody could listen to',
  })
  expect(toNextHop(plain, 301, 'https://mirror.example/oai', false)).toMatchObject({ atHome: false })
})

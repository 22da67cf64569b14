import { expect, test } from 'vitest'
import { anAppOf } from '../../test/support/an-app.ts'
import type { DigestId } from '../domain/digest.ts'
import * as privateAddresses from '../domain/private-addresses.ts'
import type { SubscriptionId } from '../domain/subscription.ts'
import { holdsSecret } from './private-paths.ts'

const SECRET = 'abcdefghijklmnopqrstuv'
const ID = 'AAECAwQFBgcICQoLDA0ODw' as SubscriptionId & DigestId

test('every path that is made of a secret, a token or a key is told to hold one', () => {
  const makers = Object.entries(privateAddresses).filter((entry) => typeof entry[1] === 'function')

  const paths = makers.map(([name, toPath]) => [name, (toPath as (...parts: string[]) => string)(SECRET, ID)] as const)

  expect(paths.length).toBeGreaterThan(0)
  expect(paths.filter(([, path]) => !path.includes(SECRET))).toEqual([])
  expect(paths.filter(([, path]) => !holdsSecret(path))).toEqual([])
})

test('every route that takes a secret or a token is told to hold one, and a list of nothing private is not', () => {
  const routes = new Set(anAppOf({}).routes.map(({ path }) => path))

  const secret = [...routes].filter((path) => /:(?:secret|token)\b/.test(path))

  expect(secret.length).toBeGreaterThan(0)
  expect(secret.filter((path) => !holdsSecret(path))).toEqual([])
  expect(['/inbox', '/inbox/', '/u', '/feeds/papers.atom', '/papers/inbox/x', '/uses'].filter(holdsSecret)).toEqual([])
})

// Loaded before a program that asks the DNS for texts (NODE_OPTIONS=--import …): answers them from the environment instead,
// so that no test asks the network. DNS_TEXTS is an object of lists of texts by name.
import { Resolver } from 'node:dns/promises'

/** @type {Record<string, string[]>} */
const texts = JSON.parse(process.env['DNS_TEXTS'] ?? '{}')

Resolver.prototype.resolveTxt = (/** @type {string} */ name) => {
  const found = texts[name]
  if (found) return Promise.resolve(found.map((text) => [text]))
  return Promise.reject(Object.assign(new Error(`No texts of ${name}`), { code: 'ENOTFOUND' }))
}

/** A repository on GitHub, as addresses name it. */
export type Repository = { owner: string; name: string }

const ADDRESS = /^(?:(?:git\+)?https?:\/\/|git:\/\/|ssh:\/\/git@|git@)?(?:www\.)?github\.com[/:](.+)$/i
const OWNER = /^[a-z\d](?:[a-z\d-]{0,38})$/i
const NAME = /^[\w.-]{1,100}$/
/** What stands where an owner does and is none. */
const PLACES = new Set(['apps', 'collections', 'features', 'marketplace', 'orgs', 'sponsors', 'topics', 'users'])

/**
 * The repository that an address leads to: "https://github.com/o/r", "github.com/o/r.git", "…/o/r/tree/main/code".
 *
 * @returns `undefined` for another host, a person's page, or what cannot be a repository
 */
export function findRepository(address: string): Repository | undefined {
  const path = ADDRESS.exec(address.trim())?.[1]?.replace(/[?#].*$/s, '') ?? ''
  const [owner = '', rest = ''] = path.split('/').filter((part) => part !== '')
  const name = rest.replace(/\.git$/i, '')
  if (!OWNER.test(owner) || PLACES.has(owner.toLowerCase())) return undefined
  return NAME.test(name) && !/^\.+$/.test(name) ? { owner, name } : undefined
}

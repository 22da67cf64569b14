/** Under which the feeds of digests are. */
export const PRIVATE_FEEDS = '/feeds/digests'

/** Addresses that hold a secret or a signature: whoever has one may do what its owner may, or read what is for them. */
const PRIVATE = /^\/(?:inbox|confirm|u|f|feeds\/digests|api\/v1\/inboxes)\/./

/** Whether a path holds a secret: it is not logged, and what it leads to is nobody else's to see or keep. */
export function holdsSecret(path: string): boolean {
  return PRIVATE.test(path)
}

/** Whether a request is one-click unsubscription, which mail programs ask for as RFC 8058 says. */
export function isOneClick(method: string, path: string): boolean {
  return method === 'POST' && /^\/u\/[^/]+$/.test(path)
}

/** Whether a path leads to what is for one reader alone, secret or not. */
export function isPersonal(path: string): boolean {
  return holdsSecret(path) || /^\/(?:subscriptions|inbox)(?:\/|$)/.test(path)
}

import { PRIVATE_BEGINNINGS, toLeavePath } from '../domain/private-addresses.ts'

const ONE_CLICK = new RegExp(`^${toLeavePath('[^/]+')}$`)

/** Whether a path holds a secret: it is not logged, and what it leads to is nobody else's to see or keep. */
export function holdsSecret(path: string): boolean {
  return PRIVATE_BEGINNINGS.some((beginning) => path.length > beginning.length && path.startsWith(beginning))
}

/** Whether a request is one-click unsubscription, which mail programs ask for as RFC 8058 says. */
export function isOneClick(method: string, path: string): boolean {
  return method === 'POST' && ONE_CLICK.test(path)
}

/** Whether a path leads to what is for one reader alone, secret or not. */
export function isPersonal(path: string): boolean {
  return holdsSecret(path) || /^\/(?:subscriptions|inbox)(?:\/|$)/.test(path)
}

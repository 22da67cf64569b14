const NAMES = /^(localhost|127(\.\d+){3}|::1|\[::1\])$/i

/** Whether the host of an address of the web, or the one that a server listens on, is this machine alone. */
export function isLoopback(host: string): boolean {
  return NAMES.test(host)
}

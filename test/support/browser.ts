import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'

/** Whether this machine has a browser: `describe.skipIf(!hasBrowser)`. With CI set the run fails before it is false. */
export const hasBrowser: boolean = inject('chromiumPath') !== undefined

// No sandbox: Chromium refuses to start one as root. The rest keeps it from talking to anybody but us.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A headless browser; the test closes it. @throws Error where the machine has none: ask `hasBrowser` first */
export async function openBrowser(): Promise<Browser> {
  const executablePath = inject('chromiumPath')
  if (executablePath === undefined) throw new Error('No Chromium on this machine')
  return chromium.launch({ executablePath, args: ARGUMENTS })
}

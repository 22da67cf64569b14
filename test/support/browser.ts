import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'
import { type Fetch, startServer } from '../../src/http/server.ts'

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

/** A site that a browser looks at, on a port of its own. */
export type Shown = { base: string; browser: Browser; close(): Promise<void> }

/** Serves an app and opens a browser beside it; the test closes both at once. */
export async function showInBrowser(app: { fetch: Fetch }): Promise<Shown> {
  const server = await startServer((request) => app.fetch(request), { host: '127.0.0.1', port: 0 })
  const browser = await openBrowser()
  const close = async (): Promise<void> => {
    await browser.close()
    await server.close(1000)
  }
  return { base: `http://127.0.0.1:${server.port}`, browser, close }
}

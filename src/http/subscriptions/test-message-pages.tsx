import { type Context, Hono } from 'hono'
import { TEST_MESSAGE_PATHS } from '../../domain/test-message.ts'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import { SimplePage } from './views/simple-page.tsx'

/**
 * GET /subscriptions/test-message and /u/test-message — where the links of a test message lead; POST of the second is what mail
 * programs send to unsubscribe. Nothing is changed.
 */
export function testMessagePages(site: Site): Hono {
  const show = (c: Context): Response | Promise<Response> => renderPage(c, <TestMessagePage site={site} />)
  const { any, leave } = TEST_MESSAGE_PATHS
  return new Hono().get(any, show).get(leave, show).post(leave, show)
}

function TestMessagePage({ site }: { site: Site }) {
  return (
    <SimplePage site={site} title="A test message led here">
      <p>
        Whoever runs this server tried how its mail arrives, with papers that are made up. In a real digest the same
        link opens a paper, says whether more of its kind is wanted, leads to the digests of its reader, or ends them.
      </p>
      <p>Nothing was changed.</p>
    </SimplePage>
  )
}

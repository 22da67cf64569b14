import { type Context, Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import { LONGEST_ADDRESS } from '../../domain/mail-address.ts'
import { clientNetwork } from '../client-address.ts'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import { type GetSubscribing, requireMail } from './deps.ts'
import { SimplePage } from './views/simple-page.tsx'
import { type Fault, FaultNotice } from './views/subscribe-view.tsx'
import { addressForm, readForm } from './subscription-form.ts'

const PATH = '/inbox'

/**
 * GET /inbox — for who has lost the private link; POST mails it again, and says the same whether there is one or not. Where
 * no mail is sent, GET says that it cannot be, and what still can be read.
 */
export function linkPages(getSubscribing: GetSubscribing, site: Site): Hono {
  const show = (c: Context): Response | Promise<Response> => {
    getSubscribing()
    if (!site.offersMail) return renderPage(c, <NoMailPage site={site} />)
    if (c.req.query('told') === 'sent') return renderPage(c, <SentPage site={site} />)
    return renderPage(c, <AskPage site={site} />)
  }
  const send = async (c: Context): Promise<Response> => {
    const { subscribing } = requireMail(getSubscribing, site)()
    const sent = new URLSearchParams(await c.req.text())
    const read = readForm(sent, addressForm)
    const refuse = (fault: Fault) =>
      renderPage(c, <AskPage {...{ site, fault }} address={sent.get('address') ?? ''} />, { status: 400 })
    if ('fault' in read) return refuse(read)
    try {
      await subscribing.sendLinkAgain(read.values.address, clientNetwork(c))
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'invalid') throw thrown
      return refuse({ field: 'address', fault: thrown.message })
    }
    return c.redirect(`${PATH}?told=sent`, 303)
  }
  return new Hono().get(PATH, show).post(PATH, send)
}

function AskPage({ site, address = '', fault }: { site: Site; address?: string; fault?: Fault }) {
  return (
    <SimplePage
      site={site}
      title="Your digests"
      note="Every digest has a private link to all that you subscribed to. If you lost it, we mail it again."
    >
      {fault && <FaultNotice fault={fault} />}
      <form class="fields" method="post" action={PATH}>
        <p>
          <label for="address">The e-mail address that your digests go to</label>
          <input
            {...{
              id: 'address',
              name: 'address',
              type: 'email',
              autocomplete: 'email',
              maxlength: LONGEST_ADDRESS,
              required: true,
            }}
            value={address}
            aria-invalid={fault ? 'true' : undefined}
            aria-describedby={fault ? 'fault' : undefined}
          />
        </p>
        <button class="main">Send the link</button>
      </form>
    </SimplePage>
  )
}

function NoMailPage({ site }: { site: Site }) {
  return (
    <SimplePage site={site} title="Your digests">
      <div class="stack">
        <p>
          This server sends no mail at present, and so cannot mail you the private link to your digests. The link at the
          end of any digest that you had still opens them.
        </p>
        <p class="actions">
          <a class="button main" href="/feeds">
            Follow by feed
          </a>
        </p>
      </div>
    </SimplePage>
  )
}

function SentPage({ site }: { site: Site }) {
  return (
    <SimplePage site={site} title="Look into your inbox">
      <p>
        If digests go to the address that you gave, the link to them is on its way there. If nothing comes within some
        minutes, look among the spam.
      </p>
    </SimplePage>
  )
}

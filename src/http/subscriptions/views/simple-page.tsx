import type { Child } from 'hono/jsx'
import { Layout, type Site, SmallMasthead } from '../../views/layout.tsx'
import { Opening } from '../../views/opening.tsx'
import { SUBSCRIPTIONS_PATH } from './subscribe-box.tsx'

type Props = {
  site: Site
  title: Child
  /** What the window is called, where the title is more than text. */
  name?: string
  note?: Child
  /** Where the page itself offers a further subscription. */
  subscribeAt?: string
  /** More for the head of the document. */
  head?: Child
  children?: Child
}

/** A page about subscriptions: it offers none beside what it is about. */
export function SimplePage({ site, title, name = String(title), note, subscribeAt, head, children }: Props) {
  const elsewhere = site.offersMail ? SUBSCRIPTIONS_PATH : '/feeds#subscribe'
  const masthead = <SmallMasthead subscribeAt={subscribeAt ?? elsewhere} />
  return (
    <Layout site={site} title={name} masthead={masthead} head={head} wishes={[]} skipsTo="the page">
      <main id="main" class="page plain">
        <Opening title={title}>{note}</Opening>
        {children}
      </main>
    </Layout>
  )
}

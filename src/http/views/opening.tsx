import type { Child } from 'hono/jsx'

/** The head of a page that is no edition: what it is, and a line about it. */
export function Opening({ title, children }: { title: Child; children?: Child }) {
  return (
    <div class="opening">
      <h1 dir="auto">{title}</h1>
      {children !== undefined && <p>{children}</p>}
    </div>
  )
}

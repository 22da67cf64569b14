// What the pages are measured beside: the least that could be called such a page. Hono's JSX over better-sqlite3, one
// query, fifty items, no headers, no TeX, no data for programs. `node bench/bare-page.ts DATABASE` prints its port.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import SqliteDatabase from 'better-sqlite3'
import { Hono } from 'hono'
import { jsx } from 'hono/jsx/jsx-runtime'

type Row = { id: string; title: string; authors: string; votes: number; primary_category: string | null }

const db = new SqliteDatabase(process.argv[2], { readonly: true })
const select = db.prepare<[string], Row>(
  `select paper.id, title, authors, paper.votes, primary_category from paper where listed_day = ?
   order by votes desc, published_at desc, id desc limit 50`,
)

function Item({ row }: { row: Row }) {
  const authors = (JSON.parse(row.authors) as string[]).slice(0, 3).join(', ')
  const link = jsx('a', { href: `/papers/${row.id}`, children: row.title })
  const parts = [
    jsx('p', { class: 'vote', children: [String(row.votes), jsx('span', { class: 'hide', children: ' votes' })] }),
    jsx('h3', { children: link }),
    jsx('p', { class: 'byline', children: [jsx('b', { children: authors }), ` · ${row.primary_category ?? ''}`] }),
  ]
  return jsx('li', { class: 'item', children: parts })
}

const app = new Hono().get('/papers/date/:day', (c) => {
  const items = select.all(c.req.param('day')).map((row) => jsx(Item, { row }))
  const list = jsx('ol', { children: items })
  const page = jsx('html', { lang: 'en', children: jsx('body', { children: jsx('main', { children: list }) }) })
  return c.html(`<!doctype html>${String(page.toString())}`)
})
const listen = getRequestListener(app.fetch)
const server = createServer((request, response) => void listen(request, response))
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))

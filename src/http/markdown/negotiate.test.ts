import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { prefersMarkdown } from './negotiate.ts'

async function ask(accept: string | undefined) {
  const app = new Hono().get('/', (c) => c.text(prefersMarkdown(c) ? 'markdown' : 'html'))
  const response = await app.request('/', accept === undefined ? {} : { headers: { Accept: accept } })
  return { form: await response.text(), vary: response.headers.get('vary') }
}

// Precedence and qualities: RFC 9110, section 12.5.1.
describe('who asks for', () => {
  test.each([
    ['text/markdown', 'markdown'],
    ['text/markdown, */*', 'markdown'],
    ['text/markdown, text/html', 'markdown'],
    ['text/html, text/markdown', 'html'],
    ['text/html;q=0.8, text/markdown', 'markdown'],
    ['Text/Markdown;Q=0.5, text/html;q=0.4, */*;q=0.1', 'markdown'],
    ['text/markdown;q=0.5, text/html', 'html'],
    ['text/markdown;q=0.5, */*', 'html'],
    ['text/markdown;q=0', 'html'],
    ['text/markdown;q=0, text/html;q=0', 'html'],
    ['text/markdown;q=nonsense', 'html'],
    ['text/markdown; variant=GFM; q=0.9, text/*;q=0.5', 'markdown'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'html'],
    ['*/*', 'html'],
    ['', 'html'],
    [undefined, 'html'],
  ])('%s gets %s', async (accept, form) => {
    expect(await ask(accept)).toEqual({ form, vary: 'Accept' })
  })
})

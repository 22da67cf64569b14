import { describe, expect, test } from 'vitest'
import { anAppOf } from '../../../test/support/an-app.ts'
import { aPaper } from '../../../test/support/builders.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { AppDeps } from '../app.ts'

const ID = '2605.00001' as PaperId

/** An app that holds one paper of this title. */
function appWith(title: string, wish: Partial<AppDeps> = {}) {
  const paper = aPaper({ id: ID, fields: { title } })
  return anAppOf({ findPaper: (id) => Promise.resolve(id === ID ? paper : undefined), ...wish })
}

describe('the card of a paper as SVG', () => {
  test('is a picture that may be kept, with the whole title on lines', async () => {
    const title = 'A very patient account of how the tides of the northern coast wait for nobody in particular'

    const { headers, text } = await read(await appWith(title).request('/papers/2605.00001/thumbnail.svg'))

    const lines = [...text.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)].map(([, line]) => line)
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(headers.get('cache-control')).toContain('max-age')
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join(' ')).toBe(title)
  })

  test('is well-formed whatever the title holds', async () => {
    const title = `\u0007${'Ω'.repeat(300)} & <b> ]]> \ud800`

    const { text } = await read(await appWith(title).request('/papers/2605.00001/thumbnail.svg'))

    expect(text).not.toMatch(/[\u0000-\u0008\ud800]/)
    expect(text).toContain('&amp; &lt;b&gt;')
  })
})

describe('the card of a paper as PNG', () => {
  const draws = { drawCard: () => Promise.resolve(new Uint8Array([1, 2, 3])) }

  test('is a picture that other sites may show', async () => {
    const response = await appWith('Tides', draws).request('/papers/2605.00001/thumbnail.png')

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toContain('max-age')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
  })

  test('is not drawn for who has it, until something on it changes', async () => {
    const path = '/papers/2605.00001/thumbnail.png'
    const first = await appWith('Tides', draws).request(path)
    const headers = { 'If-None-Match': first.headers.get('etag') ?? '' }

    const same = await appWith('Tides', { ...draws, findVersion: () => Promise.resolve('2') }).request(path, {
      headers,
    })
    const changed = await appWith('Other tides', draws).request(path, { headers })

    expect(same.status).toBe(304)
    expect(changed.status).toBe(200)
  })

  test('is the card of the program where none can be drawn', async () => {
    const app = appWith('Tides')

    const response = await app.request('/papers/2605.00001/thumbnail.png')
    const card = await app.request(response.headers.get('location') ?? '')

    expect(response.status).toBe(302)
    expect(response.headers.has('etag')).toBe(false)
    expect(card.headers.get('content-type')).toBe('image/png')
    // The signature of a PNG: https://www.w3.org/TR/png-3/#5PNG-file-signature
    expect(
      Buffer.from(await card.arrayBuffer())
        .toString('latin1')
        .slice(1, 4),
    ).toBe('PNG')
  })
})

async function read(response: Response) {
  return { headers: response.headers, text: await response.text() }
}

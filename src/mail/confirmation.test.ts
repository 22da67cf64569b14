import { describe, expect, test } from 'vitest'
import { readMail } from '../../test/support/read-mail.ts'
import { UNSAID_ZONE } from '../domain/rhythm.ts'
import { createConfirmationRenderer, createLinkRenderer } from './confirmation.ts'
import { createSampleDigest } from './sample-digest.ts'

const settings = { siteName: 'Broadsheet', baseUrl: 'https://papers.example', postalAddress: '12 Lantern Hill, Oslo' }
const { recipient, subscription } = createSampleDigest({
  ...{ baseUrl: 'https://papers.example', address: 'reader@papers.example', at: 0 },
})
const asked = {
  ...{ recipient, subscription, title: 'Papers on “sparse retrieval”', link: 'https://papers.example/confirm/t0ken' },
  expiresAt: Date.parse('2026-11-20T06:12:00Z'),
}

describe('the mail that asks whether somebody wants a subscription', () => {
  test('says who asked for what, where one answers and until when, and what happens if one does nothing', () => {
    const { subject, html, text } = createConfirmationRenderer(settings)(asked)

    const mail = readMail(html)
    expect(subject).toBe('Do you want this digest from Broadsheet?')
    expect(mail.lines).toEqual([
      ...['Broadsheet', 'Do you want this digest?'],
      'Somebody, we hope you, asked Broadsheet to send it to reader@papers.example.',
      ...['Papers on “sparse retrieval”', 'At most 10 papers, weekdays at 07:00, Europe/Oslo'],
      'Look at it and confirm',
      'Nothing is sent before you press the button on the page that opens. The link works once, until 20 November 2026, 07:12 (Europe/Oslo).',
      'Was it not you? Do nothing: no digest will come.',
      '12 Lantern Hill, Oslo',
    ])
    expect(mail.links).toEqual(['https://papers.example', asked.link])
    expect(text.split('\n')).toContain(asked.link)
    const folded = text.replace(/\s+/g, ' ')
    for (const line of mail.lines) expect(folded).toContain(line)
  })

  test('names no zone that was not chosen, and says who chooses it', () => {
    const rhythm = { ...subscription.rhythm, zone: UNSAID_ZONE }

    const { html } = createConfirmationRenderer(settings)({ ...asked, subscription: { ...subscription, rhythm } })

    expect(readMail(html).lines).toContain(
      'At most 10 papers, weekdays at 07:00, in the time zone that you choose when you confirm',
    )
  })

  test('carries no link and no long text of whoever asked: it goes to whomever they named', () => {
    const title = 'Papers on “Buy at https://evil.example/x or www.evil.example, me@evil.example”'

    const { subject, html, text } = createConfirmationRenderer(settings)({ ...asked, title: title + 'x'.repeat(500) })

    expect(html + text + subject).not.toMatch(/evil\.example|https:\/\/evil|me@evil/)
    expect(readMail(html).links).toHaveLength(2)
    expect(text).not.toContain('xxxxxxxxxx')
  })
})

test('a private link comes with what it opens, and that it is private', () => {
  const link = 'https://papers.example/inbox/s3cret'

  const { subject, html, text } = createLinkRenderer(settings)({ recipient, link })

  const mail = readMail(html)
  expect(subject).toBe('Your private link to Broadsheet')
  expect(mail.links).toEqual(['https://papers.example', link])
  expect(mail.lines.join('\n')).toContain('Keep the link to yourself')
  expect(text.split('\n')).toContain(link)
  expect(subject + mail.preview).not.toContain('s3cret')
})

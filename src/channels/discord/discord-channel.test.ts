import { describe, expect, test } from 'vitest'
import {
  aDigestPaper,
  anOutgoing,
  manyPapers,
  MARKED,
  SENTENCES,
  SUMMARISED,
  WHOLE,
} from '../../../test/support/channels/a-digest.ts'
import { NOW, sendingBy } from '../../../test/support/channels/a-sender.ts'
import { judgeAsDiscord, startChatServer } from '../../../test/support/channels/chat-servers.ts'
import { parseDiscordAddress } from './discord-address.ts'
import { createDiscordChannel } from './discord-channel.ts'
import { type DiscordMessage, toDiscordMessage } from './discord-message.ts'

const send = sendingBy(createDiscordChannel)

describe('digests in Discord', () => {
  test('a digest goes to the webhook with an embed for each topic, and calls nobody', async () => {
    const discord = await startChatServer(judgeAsDiscord)

    await send(`${discord.url}/api/webhooks/1/abc?thread_id=7`)

    const [posted] = discord.taken
    const { content, embeds, allowed_mentions: mentions } = posted?.body as unknown as DiscordMessage
    expect(posted?.path).toBe('/api/webhooks/1/abc?thread_id=7&wait=true')
    expect(content).toBe('**Papers on “forgetting”, 20 November 2026**\nTwo papers of 143.')
    expect(embeds.map(({ title }) => title)).toEqual(['Information retrieval', 'Machine learning', undefined])
    expect(embeds[0]?.description).toContain(
      '**[What the index forgot, part 1](https://papers.example.org/papers/2611.00001)**',
    )
    expect(mentions).toEqual({ parse: [] })
  })

  test.each([1, 3, 9, 10, 25])(
    'a digest of 50 long papers on %d topics is one message that Discord takes',
    async (topics) => {
      const discord = await startChatServer(judgeAsDiscord)
      const papers = manyPapers(50, topics)

      await send(discord.url, { papers })

      const { embeds } = discord.taken[0]?.body as unknown as DiscordMessage
      expect(embeds.length).toBeLessThanOrEqual(10)
      expect(embeds.at(-1)?.description).toMatch(/^\d+ more papers had no room in this message\. \[/)
      expect(embeds.at(-1)?.description).toContain(`[Read the whole digest](${WHOLE})`)
    },
  )

  test('more topics than embeds share one, and none is lost', () => {
    const papers = manyPapers(14, 14).map((paper) => ({ ...paper, title: 'A short title', sentences: [] }))

    const { embeds } = toDiscordMessage(anOutgoing('discord', 'https://x.example', { papers }))

    const topics = [...JSON.stringify(embeds).matchAll(/Topic \d+/g)].map(([topic]) => topic)
    expect(embeds).toHaveLength(10)
    expect(new Set(topics).size).toBe(14)
  })

  test('what a language model wrote is marked, beside the sentences of the abstract', () => {
    const { embeds } = toDiscordMessage(anOutgoing('discord', 'https://x.example', { papers: [SUMMARISED] }))

    expect(embeds[0]?.description).toContain(`\n${MARKED}\n${SENTENCES}\n`)
  })

  test('what stands in a title is no mark of Discord', () => {
    const papers = [aDigestPaper(1, { title: 'A*-search [v2] of `x_1` @everyone' })]

    const { embeds } = toDiscordMessage(anOutgoing('discord', 'https://x.example', { papers }))

    expect(embeds[0]?.description).toContain(String.raw`[A\*-search \[v2\] of \`x\_1\` @everyone](https`)
  })

  test('a webhook that is gone is not written to again', async () => {
    const discord = await startChatServer(() => ({ status: 404, body: { message: 'Unknown Webhook', code: 10015 } }))

    const sending = send(discord.url)

    await expect(sending).rejects.toMatchObject({ outcome: 'refused', isAddressDead: true })
    await expect(sending).rejects.toThrow('answered 404: Unknown Webhook.')
  })

  test('too many messages are tried again when Discord says', async () => {
    const headers = { 'Retry-After': '2' }
    const discord = await startChatServer(() => ({ status: 429, headers, body: { retry_after: 1.5, global: false } }))

    const sending = send(discord.url)

    await expect(sending).rejects.toMatchObject({ outcome: 'postponed', until: NOW + 2000 })
  })
})

describe('addresses of Discord', () => {
  const TOKEN = 'a-b_c'.repeat(12)

  test.each([
    [
      `https://discord.com/api/webhooks/123456789012345678/${TOKEN}/`,
      `https://discord.com/api/webhooks/123456789012345678/${TOKEN}`,
    ],
    [
      `https://canary.discord.com/api/v10/webhooks/123456789012345678/${TOKEN}?wait=1`,
      `https://discord.com/api/webhooks/123456789012345678/${TOKEN}`,
    ],
    [
      `https://discordapp.com/api/webhooks/123456789012345678/${TOKEN}?thread_id=987654321098765432`,
      `https://discord.com/api/webhooks/123456789012345678/${TOKEN}?thread_id=987654321098765432`,
    ],
  ])('%s is kept in one spelling', (text, address) => {
    expect(parseDiscordAddress(text)).toBe(address)
  })

  test.each([
    `https://discord.com/api/webhooks/12/${TOKEN}`,
    `https://discord.com/channels/123456789012345678/123456789012345678`,
    `https://discord.com.evil.example/api/webhooks/123456789012345678/${TOKEN}`,
    `https://discord.com/api/webhooks/123456789012345678/${TOKEN}?thread_id=general`,
    'general',
  ])('%s is refused', (text) => {
    expect(() => parseDiscordAddress(text)).toThrow(/Discord/)
  })
})

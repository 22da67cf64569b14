import { describe, expect, test } from 'vitest'
import type { PaperId } from '../../domain/paper.ts'
import {
  aDigestPaper,
  anOutgoing,
  manyPapers,
  MARKED,
  SENTENCES,
  SUMMARISED,
  WHOLE,
} from '../../../test/support/channels/a-digest.ts'
import { aChannelSender, NEVER, noted, NOW } from '../../../test/support/channels/a-sender.ts'
import { judgeAsTelegram, startChatServer } from '../../../test/support/channels/chat-servers.ts'
import { parseTelegramAddress } from './telegram-address.ts'
import { createTelegramChannel } from './telegram-channel.ts'
import { toTelegramMessages } from './telegram-messages.ts'

const TOKEN = '123456:aBcDeFgHiJkLmNoPqRsTuVwXyZ'

/** Its pauses take no time, and are remembered. */
function aChannel(url: string, token: string | undefined = TOKEN) {
  const pauses: number[] = []
  const pause = (ms: number): Promise<void> => Promise.resolve(void pauses.push(ms))
  return { pauses, channel: createTelegramChannel({ sendRequest: aChannelSender(), url, token, pause }) }
}

const FLOOD = {
  ok: false,
  error_code: 429,
  description: 'Too Many Requests: retry after 7',
  parameters: { retry_after: 7 },
}

describe('digests in Telegram', () => {
  test('a digest goes to the chat in HTML, into its topic, without previews', async () => {
    const telegram = await startChatServer(judgeAsTelegram)

    await aChannel(telegram.url).channel.send(anOutgoing('telegram', '-1001234567890/42'), noted().onHandOver, NEVER)

    expect(telegram.taken[0]).toMatchObject({
      path: `/bot${TOKEN}/sendMessage`,
      body: {
        chat_id: '-1001234567890',
        message_thread_id: 42,
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        text: expect.stringContaining(
          '<a href="https://papers.example.org/papers/2611.00001">What the index forgot, part 1</a>',
        ),
      },
    })
  })

  test('a long digest goes out as several messages a second apart, only the first of which rings', async () => {
    const telegram = await startChatServer(judgeAsTelegram)
    const { channel, pauses } = aChannel(telegram.url)
    const handed = noted()

    await channel.send(anOutgoing('telegram', '@papers', { papers: manyPapers(20) }), handed.onHandOver, NEVER)

    const silent = telegram.taken.map(({ body }) => body['disable_notification'] ?? false)
    expect(silent).toEqual([false, true, true, true].slice(0, silent.length))
    expect(silent.length).toBeGreaterThan(1)
    expect(pauses).toEqual(silent.slice(1).map(() => 1100))
    expect(handed.times).toBe(1)
  })

  test('no paper is cut in two, none is told twice, and none is left out', () => {
    const texts = toTelegramMessages(anOutgoing('telegram', '@papers', { papers: manyPapers(50) }))

    const told = texts.flatMap((text) => [...text.matchAll(/papers\/(2611\.\d+)"/g)].map(([, id]) => id))
    expect(texts.length).toBeLessThanOrEqual(4)
    expect(told).toEqual(manyPapers(50).map(({ id }) => id))
  })

  test('nobody is called whose name stands in a title, and links stay as they are', () => {
    const title = 'Asking @ann and @bo@example.org <what> they meant'
    const papers = [aDigestPaper(1, { id: 'ext/@ann' as PaperId, title, authors: ['@cem'], reason: 'By @dan.' })]

    const text = toTelegramMessages(anOutgoing('telegram', '@papers', { papers, title: '@room' })).join('')

    expect(text.replace(/<[^>]*>/g, '')).not.toMatch(/@[\w]/)
    expect(text).toContain('>Asking @\u2060ann and @\u2060bo@\u2060example.org &lt;what&gt; they meant</a>')
    expect(text).toMatch(/href="[^"]*\/papers\/ext\/@ann"/)
  })

  test('of papers that have no room it says where they are', () => {
    const texts = toTelegramMessages(anOutgoing('telegram', '@papers', { papers: manyPapers(300) }))

    expect(texts.at(-1)).toMatch(/\d+ more papers had no room in this message\. <a /)
    expect(texts.at(-1)).toContain(`<a href="${WHOLE}">Read the whole digest</a>`)
  })

  test('what a language model wrote is marked, beside the sentences of the abstract', () => {
    const [text] = toTelegramMessages(anOutgoing('telegram', '@papers', { papers: [SUMMARISED] }))

    expect(text).toContain(`\n${MARKED}\n${SENTENCES}\n`)
  })

  test('what stands in a title is no mark of HTML', () => {
    const papers = [aDigestPaper(1, { title: 'a < b & "c"' })]

    const [text] = toTelegramMessages(anOutgoing('telegram', '@papers', { papers }))

    expect(text).toContain('>a &lt; b &amp; &quot;c&quot;</a>')
  })

  test('a short wait in the middle of a digest is waited for', async () => {
    const answers = [1, 2, 3].map((count) =>
      count === 2 ? { status: 429, body: FLOOD } : { status: 200, body: { ok: true } },
    )
    let asked = 0
    const telegram = await startChatServer((posted) => answers[asked++] ?? judgeAsTelegram(posted))
    const { channel, pauses } = aChannel(telegram.url)

    await channel.send(anOutgoing('telegram', '@papers', { papers: manyPapers(20) }), noted().onHandOver, NEVER)

    expect(pauses.slice(0, 2)).toEqual([1100, 7000])
    expect(new Set(telegram.taken.map(({ body }) => body['text'])).size).toBe(telegram.taken.length)
  })

  test('a wait before the first message is for a later try', async () => {
    const telegram = await startChatServer(() => ({ status: 429, body: FLOOD }))

    const sending = aChannel(telegram.url).channel.send(anOutgoing('telegram', '@papers'), noted().onHandOver, NEVER)

    await expect(sending).rejects.toMatchObject({ outcome: 'postponed', until: NOW + 7000 })
    expect(telegram.asked).toHaveLength(1)
  })

  test('a digest of which a part arrived is unknown, and says how much did', async () => {
    let asked = 0
    const telegram = await startChatServer((posted) =>
      asked++ === 0 ? judgeAsTelegram(posted) : { status: 500, body: {} },
    )
    const message = anOutgoing('telegram', '@papers', { papers: manyPapers(20) })

    const sending = aChannel(telegram.url).channel.send(message, noted().onHandOver, NEVER)

    await expect(sending).rejects.toMatchObject({ outcome: 'unknown' })
    await expect(sending).rejects.toThrow(/Telegram took 1 of \d messages\. .* answered 500/)
  })

  test('a group that became a supergroup is followed', async () => {
    const moved = {
      status: 400,
      body: { ok: false, description: 'group chat was upgraded', parameters: { migrate_to_chat_id: -1009 } },
    }
    const telegram = await startChatServer((posted) =>
      posted.body['chat_id'] === '-5' ? moved : judgeAsTelegram(posted),
    )
    const handed = noted()

    await aChannel(telegram.url).channel.send(anOutgoing('telegram', '-5'), handed.onHandOver, NEVER)

    expect(telegram.taken[0]?.body['chat_id']).toBe('-1009')
    expect(handed.times).toBe(1)
  })

  test.each([
    [403, 'Forbidden: bot was blocked by the user', true],
    [403, 'Forbidden: bot was kicked from the supergroup chat', true],
    [400, 'Bad Request: chat not found', true],
    [400, "Bad Request: can't parse entities", false],
  ])('%d %s is refused; the chat is dead: %s', async (status, description, isAddressDead) => {
    const telegram = await startChatServer(() => ({ status, body: { ok: false, error_code: status, description } }))

    const sending = aChannel(telegram.url).channel.send(anOutgoing('telegram', '77'), noted().onHandOver, NEVER)

    await expect(sending).rejects.toMatchObject({ outcome: 'refused', isAddressDead })
    await expect(sending).rejects.toThrow(description)
  })

  test.each([401, 404])('a wrong token (%d) is held against no chat, and is not told', async (status) => {
    const telegram = await startChatServer(({ path }) => ({
      status,
      body: { ok: false, description: `Not Found ${path} ${TOKEN}` },
    }))

    const sending = aChannel(telegram.url).channel.send(anOutgoing('telegram', '77'), noted().onHandOver, NEVER)

    await expect(sending).rejects.toMatchObject({ outcome: 'postponed', isChannelDown: true, isAddressDead: false })
    await expect(sending).rejects.not.toMatchObject({ message: expect.stringContaining(TOKEN) })
  })

  test('without a token nothing is asked of anybody', async () => {
    const channel = createTelegramChannel({
      ...{ sendRequest: aChannelSender(), url: 'http://127.0.0.1:9', token: undefined },
      pause: () => Promise.resolve(),
    })

    const sending = channel.send(anOutgoing('telegram', '77'), noted().onHandOver, NEVER)

    await expect(sending).rejects.toMatchObject({ outcome: 'postponed', isChannelDown: true })
  })
})

describe('addresses of Telegram', () => {
  test.each(['77', '-1001234567890', '-1001234567890/42', '@papers_of_today'])('%s is one', (text) => {
    expect(parseTelegramAddress(` ${text} `)).toBe(text)
  })

  test('a name in capitals is the same', () => {
    expect(parseTelegramAddress('@Papers_of_TODAY/7')).toBe('@papers_of_today/7')
  })

  test.each([
    ['papers', /no chat of Telegram/],
    ['https://t.me/papers', /no chat of Telegram/],
    ['-100/x', /no chat of Telegram/],
    [TOKEN, /the token of a bot/],
  ])('%s is refused', (text, says) => {
    expect(() => parseTelegramAddress(text)).toThrow(says)
  })
})

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
import { noted, sendingBy } from '../../../test/support/channels/a-sender.ts'
import { judgeAsSlack, startChatServer } from '../../../test/support/channels/chat-servers.ts'
import { createSlackChannel } from './slack-channel.ts'
import { parseSlackAddress } from './slack-address.ts'
import { type SlackMessage, toSlackMessage } from './slack-message.ts'

const send = sendingBy(createSlackChannel)

describe('digests in Slack', () => {
  test('a digest goes to the webhook as blocks, with its papers under their topics', async () => {
    const slack = await startChatServer(judgeAsSlack)
    const handed = noted()

    await send(`${slack.url}/services/T1/B2/abc`, {}, handed)

    const [posted] = slack.taken
    const { text, blocks } = posted?.body as unknown as SlackMessage
    expect(posted?.path).toBe('/services/T1/B2/abc')
    expect(text).toBe('Papers on “forgetting”, 20 November 2026. Two papers of 143.')
    expect(blocks.map(({ type }) => type)).toEqual([
      'header',
      'section',
      'context',
      'section',
      'context',
      'section',
      'context',
    ])
    expect(JSON.stringify(blocks)).toContain(
      '*<https://papers.example.org/papers/2611.00001|What the index forgot, part 1>*',
    )
    expect(handed.times).toBe(1)
  })

  test('a digest of 50 long papers is one message that Slack takes', async () => {
    const slack = await startChatServer(judgeAsSlack)

    await send(slack.url, { papers: manyPapers(50, 12) })

    const told = slack.taken[0]?.text ?? ''
    expect(slack.taken).toHaveLength(1)
    expect(told.length).toBeLessThan(13_200)
    expect(told.match(/papers\/2611\.\d+\|/g)).toHaveLength(50)
  })

  test.each([12, 20, 35])(
    'a digest of %d long papers stays below what Slack has been seen to refuse',
    async (count) => {
      const slack = await startChatServer(judgeAsSlack)

      await send(slack.url, { papers: manyPapers(count) })

      expect(slack.taken[0]?.text.length).toBeLessThan(13_200)
    },
  )

  test('a digest without papers says so in one line', () => {
    const { blocks } = toSlackMessage(anOutgoing('slack', 'https://x.example', { papers: [] }))

    expect(JSON.stringify(blocks)).toContain('Nothing worth your time today. None of 143 papers was chosen.')
    expect(blocks).toHaveLength(3)
  })

  test('what a language model wrote is marked, beside the sentences of the abstract', () => {
    const { blocks } = toSlackMessage(anOutgoing('slack', 'https://x.example', { papers: [SUMMARISED] }))

    expect(JSON.stringify(blocks)).toContain(JSON.stringify(`\n${MARKED}\n${SENTENCES}\n`).slice(1, -1))
  })

  test('of papers that have no room it says where they are', () => {
    const { blocks } = toSlackMessage(anOutgoing('slack', 'https://x.example', { papers: manyPapers(90) }))

    expect(JSON.stringify(blocks)).toMatch(/\d+ more papers had no room in this message\. <http/)
    expect(JSON.stringify(blocks)).toContain(`<${WHOLE}|Read the whole digest>`)
  })

  test('what stands in a title is no mark of Slack', () => {
    const papers = [aDigestPaper(1, { title: 'a < b & <!channel> | c' })]

    const { blocks } = toSlackMessage(anOutgoing('slack', 'https://x.example', { papers }))

    expect(JSON.stringify(blocks)).toContain('|a &lt; b &amp; &lt;!channel&gt; | c>')
  })

  test.each([
    [404, 'no_service', 'refused', true],
    [410, 'channel_is_archived', 'refused', true],
    [403, 'action_prohibited', 'refused', false],
    [400, 'invalid_blocks', 'refused', false],
    [500, 'rollup_error', 'postponed', false],
  ])('%d %s is %s; the address is dead: %s', async (status, body, outcome, isAddressDead) => {
    const slack = await startChatServer(() => ({ status, body }))

    const sending = send(`${slack.url}/services/secretsecret`)

    await expect(sending).rejects.toMatchObject({ outcome, isAddressDead, message: expect.stringContaining(body) })
    await expect(sending).rejects.not.toMatchObject({ message: expect.stringContaining('secretsecret') })
  })

  test('too many messages are tried again when Slack says', async () => {
    const slack = await startChatServer(() => ({ status: 429, headers: { 'Retry-After': '30' } }))

    const sending = send(slack.url)

    await expect(sending).rejects.toMatchObject({ outcome: 'postponed', until: NOW_PLUS_30 })
  })
})

const NOW_PLUS_30 = Date.parse('2026-11-21T07:00:30Z')

describe('addresses of Slack', () => {
  test('a webhook is kept without what stands behind it', () => {
    const text = ' https://hooks.slack.com/services/T0001/B0002/xyzXYZ123?x=1#y '

    expect(parseSlackAddress(text)).toBe('https://hooks.slack.com/services/T0001/B0002/xyzXYZ123')
  })

  test.each([
    ['https://hooks.slack.com/triggers/T0001/1/abc', /starts a workflow/],
    ['https://hooks.slack.com/services/T0001', /no webhook of Slack/],
    ['http://hooks.slack.com/services/T0001/B0002/xyz', /no webhook of Slack/],
    ['https://hooks.slack.com.evil.example/services/T0001/B0002/xyz', /no webhook of Slack/],
    ['papers', /no web address.*hooks\.slack\.com/],
  ])('%s is refused with what would do', (text, says) => {
    expect(() => parseSlackAddress(text)).toThrow(says)
    expect(() => parseSlackAddress(text)).not.toThrow(text)
  })
})

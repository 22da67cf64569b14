import { describe, expect, test } from 'vitest'
import {
  anOutgoing,
  manyPapers,
  MARKED,
  SENTENCES,
  SUMMARISED,
  WHOLE,
} from '../../../test/support/channels/a-digest.ts'
import { sendingBy } from '../../../test/support/channels/a-sender.ts'
import { judgeAsNtfy, startChatServer } from '../../../test/support/channels/chat-servers.ts'
import { parseNtfyAddress } from './ntfy-address.ts'
import { createNtfyChannel } from './ntfy-channel.ts'
import { toNtfyMessage } from './ntfy-message.ts'

const send = sendingBy(createNtfyChannel)

describe('digests in ntfy', () => {
  test('a digest goes to the topic as a notification that opens its papers', async () => {
    const ntfy = await startChatServer(judgeAsNtfy)

    await send(`${ntfy.url}/papers_of-ann`)

    expect(ntfy.taken[0]).toMatchObject({
      path: '/',
      body: {
        topic: 'papers_of-ann',
        title: 'Papers on “forgetting”, 20 November 2026',
        message: expect.stringMatching(
          /^Two papers of 143\.\n\nINFORMATION RETRIEVAL\n• What the index forgot, part 1\n/,
        ),
        priority: 3,
        click: WHOLE,
      },
    })
  })

  test('a digest of 50 long papers is one notification that ntfy takes', async () => {
    const ntfy = await startChatServer(judgeAsNtfy)

    await send(`${ntfy.url}/papers`, { papers: manyPapers(50) })

    expect(ntfy.taken[0]?.body['message']).toMatch(
      /\n\n\d+ more papers had no room in this message\. A tap opens the whole digest\.$/,
    )
  })

  test('a digest of one paper opens that', () => {
    const { click } = toNtfyMessage(anOutgoing('ntfy', 'https://x.example/t', { papers: [SUMMARISED] }), 't')

    expect(click).toBe('https://papers.example.org/papers/2611.00001')
  })

  test('what a language model wrote is marked, beside the sentences of the abstract', () => {
    const { message } = toNtfyMessage(anOutgoing('ntfy', 'https://x.example/t', { papers: [SUMMARISED] }), 't')

    expect(message).toContain(`\n${MARKED}\n${SENTENCES}\n`)
  })

  test('a digest without papers makes no sound', async () => {
    const ntfy = await startChatServer(judgeAsNtfy)

    await send(`${ntfy.url}/papers`, { papers: [] })

    const message = 'Nothing worth your time today. None of 143 papers was chosen.'
    expect(ntfy.taken[0]?.body).toMatchObject({ priority: 2, message })
  })

  test.each([
    ['ann:pass%20word@', `Basic ${Buffer.from('ann:pass word').toString('base64')}`],
    [':tk_0123456789@', 'Bearer tk_0123456789'],
    ['', undefined],
  ])('with "%s" before the host it shows %s', async (before, authorization) => {
    const ntfy = await startChatServer(judgeAsNtfy)

    await send(`${ntfy.url.replace('//', `//${before}`)}/papers`)

    expect(ntfy.taken[0]?.headers.authorization).toBe(authorization)
  })

  test('a topic that asks for a right is refused, and nothing secret is told', async () => {
    const error = 'forbidden: ann may not write to secret-topic with tk_0123456789'
    const ntfy = await startChatServer(() => ({ status: 403, body: { code: 40301, http: 403, error } }))
    const address = `${ntfy.url.replace('//', '//:tk_0123456789@')}/secret-topic`

    const sending = send(address)

    await expect(sending).rejects.toMatchObject({ outcome: 'refused', isAddressDead: false })
    await expect(sending).rejects.toThrow('403: forbidden: ann may not write to *** with ***.')
  })
})

describe('addresses of ntfy', () => {
  test.each([
    ['https://ntfy.sh/papers_of-ann?priority=5', 'https://ntfy.sh/papers_of-ann'],
    ['http://:tk_x@ntfy.lan:8080/papers', 'http://:tk_x@ntfy.lan:8080/papers'],
    ['http://NTFY.sh.//papers', 'https://ntfy.sh/papers'],
    ['http://ntfy.lan/under//papers', 'http://ntfy.lan/under/papers'],
  ])('%s is one', (text, address) => {
    expect(parseNtfyAddress(text)).toBe(address)
  })

  test.each(['https://ntfy.sh/', 'https://ntfy.sh/a/b.c', 'papers', 'ntfy://ntfy.sh/papers'])(
    '%s is refused',
    (text) => {
      expect(() => parseNtfyAddress(text)).toThrow(/For ntfy it is the URL of a topic/)
    },
  )
})

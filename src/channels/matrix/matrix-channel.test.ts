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
import { aChannelSender, NEVER, noted, NOW } from '../../../test/support/channels/a-sender.ts'
import { judgeAsMatrix, startChatServer } from '../../../test/support/channels/chat-servers.ts'
import { parseMatrixAddress } from './matrix-address.ts'
import { createMatrixChannel } from './matrix-channel.ts'
import { toMatrixMessage } from './matrix-message.ts'

const ROOM = '!AbCdEf:example.org'
const TOKEN = 'syt_token_of_a_user'

function aChannel(url: string | undefined, token: string | undefined = TOKEN) {
  return createMatrixChannel({ sendRequest: aChannelSender(), url, token })
}

describe('digests in Matrix', () => {
  test('a digest goes to the room as text and as HTML, under the id of the digest', async () => {
    const { judge, events } = judgeAsMatrix(TOKEN)
    const matrix = await startChatServer(judge)

    await aChannel(matrix.url).send(anOutgoing('matrix', ROOM), noted().onHandOver, NEVER)

    const [[path, event] = []] = events
    expect(path).toBe(
      '/_matrix/client/v3/rooms/!AbCdEf%3Aexample.org/send/m.room.message/SubscriptionOfTwenty22.2026-11-20',
    )
    expect(event?.body).toMatchObject({
      msgtype: 'm.text',
      format: 'org.matrix.custom.html',
      body: expect.stringContaining('What the index forgot, part 1\nhttps://papers.example.org/papers/2611.00001'),
      formatted_body: expect.stringContaining('<h4>Information retrieval</h4>'),
    })
  })

  test('the same digest sent twice stands in the room once, and nobody is told of a handing over', async () => {
    const { judge, events } = judgeAsMatrix(TOKEN)
    const matrix = await startChatServer(judge)
    const handed = noted()

    await aChannel(matrix.url).send(anOutgoing('matrix', ROOM), handed.onHandOver, NEVER)
    await aChannel(matrix.url).send(anOutgoing('matrix', ROOM), handed.onHandOver, NEVER)

    expect(matrix.asked).toHaveLength(2)
    expect(events.size).toBe(1)
    expect(handed.times).toBe(0)
  })

  test('calls nobody, whatever stands in a title', () => {
    const papers = [aDigestPaper(1, { title: 'Why @room is loud' })]

    const content = toMatrixMessage(anOutgoing('matrix', ROOM, { papers }))

    // An event that says whom it calls is not searched for names: https://spec.matrix.org/latest/client-server-api/#user-and-room-mentions
    expect(content).toMatchObject({ body: expect.stringContaining('@room') as string, 'm.mentions': {} })
  })

  test('a digest of 50 long papers is one event that a homeserver takes', () => {
    const content = toMatrixMessage(anOutgoing('matrix', ROOM, { papers: manyPapers(50) }))

    expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThan(65_536 - 4096)
    expect(content.formatted_body.match(/papers\/2611\.\d+"/g)).toHaveLength(50)
  })

  test('what a language model wrote is marked, beside the sentences of the abstract', () => {
    const content = toMatrixMessage(anOutgoing('matrix', ROOM, { papers: [SUMMARISED] }))

    expect(content.body).toContain(`\n${MARKED}\n${SENTENCES}\n`)
    expect(content.formatted_body).toContain(`<br>${MARKED}<br>${SENTENCES}<br>`)
  })

  test('of papers that have no room it says where they are', () => {
    const content = toMatrixMessage(anOutgoing('matrix', ROOM, { papers: manyPapers(300) }))

    expect(content.body).toMatch(/\n\n\d+ more papers had no room in this message\.\nRead the whole digest: /)
    expect(content.body).toContain(`Read the whole digest: ${WHOLE}\n`)
    expect(content.formatted_body).toContain(`<a href="${WHOLE}">Read the whole digest</a>`)
  })

  test.each([
    [403, { errcode: 'M_FORBIDDEN', error: 'User not in room' }, { outcome: 'refused', isAddressDead: false }],
    [404, { errcode: 'M_NOT_FOUND', error: 'Room not found' }, { outcome: 'refused', isAddressDead: true }],
    [404, { errcode: 'M_UNRECOGNIZED' }, { outcome: 'postponed', isChannelDown: true }],
    [401, { errcode: 'M_UNKNOWN_TOKEN' }, { outcome: 'postponed', isChannelDown: true }],
    [429, { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 2500 }, { outcome: 'postponed', until: NOW + 2500 }],
    [413, { errcode: 'M_TOO_LARGE' }, { outcome: 'refused', isAddressDead: false }],
  ])('%d %o is told as %o', async (status, body, expected) => {
    const matrix = await startChatServer(() => ({ status, body }))

    const sending = aChannel(matrix.url).send(anOutgoing('matrix', ROOM), noted().onHandOver, NEVER)

    await expect(sending).rejects.toMatchObject(expected)
    await expect(sending).rejects.toThrow(body.errcode)
  })

  test('without a homeserver nothing is asked of anybody', async () => {
    const sending = aChannel(undefined).send(anOutgoing('matrix', ROOM), noted().onHandOver, NEVER)

    await expect(sending).rejects.toMatchObject({ outcome: 'postponed', isChannelDown: true })
  })
})

describe('addresses of Matrix', () => {
  test.each([ROOM, '!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM', '!a:[2001:db8::1]:8448'])('%s is a room', (text) => {
    expect(parseMatrixAddress(` ${text} `)).toBe(text)
  })

  test.each([
    ['#papers:example.org', /a name of a room/],
    ['@ann:example.org', /no room of Matrix/],
    ['!a b:example.org', /no room of Matrix/],
    ['!a/../b:example.org?x', /no room of Matrix/],
  ])('%s is refused', (text, says) => {
    expect(() => parseMatrixAddress(text)).toThrow(says)
  })
})

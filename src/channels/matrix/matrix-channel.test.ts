import { describe, expect, test } from 'vitest'
import { anOutgoing, manyPapers } from '../../../test/support/channels/a-digest.ts'
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

  test('a digest of 50 long papers is one event that a homeserver takes', () => {
    const content = toMatrixMessage(anOutgoing('matrix', ROOM, { papers: manyPapers(50) }))

    expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThan(65_536 - 4096)
    expect(content.formatted_body.match(/papers\/2611\.\d+"/g)).toHaveLength(50)
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

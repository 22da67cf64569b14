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
import { sendingBy } from '../../../test/support/channels/a-sender.ts'
import { judgeAsTeams, startChatServer } from '../../../test/support/channels/chat-servers.ts'
import { parseTeamsAddress } from './teams-address.ts'
import { createTeamsChannel } from './teams-channel.ts'
import { type TeamsMessage, toTeamsMessage } from './teams-message.ts'

const send = sendingBy(createTeamsChannel)

describe('digests in Teams', () => {
  test('a digest goes to the workflow as an Adaptive Card whose titles are links', async () => {
    const teams = await startChatServer(judgeAsTeams)

    await send(`${teams.url}/workflows/1/triggers/manual/paths/invoke?api-version=1&sig=abc`)

    const [posted] = teams.taken
    const { content } = (posted?.body as unknown as TeamsMessage).attachments[0]
    const links = content.body.flatMap(({ inlines }) =>
      inlines.flatMap(({ text, selectAction }) => (selectAction ? [[text, selectAction.url]] : [])),
    )
    expect(posted?.path).toBe('/workflows/1/triggers/manual/paths/invoke?api-version=1&sig=abc')
    expect(links[0]).toEqual(['What the index forgot, part 1', 'https://papers.example.org/papers/2611.00001'])
    expect(content.actions.map(({ title }) => title)).toEqual(['Past digests and settings', 'Stop this digest'])
  })

  test('a digest of 50 long papers is one card that Teams takes', async () => {
    const teams = await startChatServer(judgeAsTeams)

    await send(teams.url, { papers: manyPapers(50) })

    expect(teams.taken).toHaveLength(1)
    expect(teams.taken[0]?.text).toMatch(/\d+ more papers had no room in this message\. "/)
    const selectAction = { type: 'Action.OpenUrl', url: WHOLE }
    expect(teams.taken[0]?.text).toContain(JSON.stringify({ text: 'Read the whole digest', selectAction }).slice(1))
  })

  test('what a language model wrote is marked, beside the sentences of the abstract', () => {
    const card = toTeamsMessage(anOutgoing('teams', 'https://x.example', { papers: [SUMMARISED] }))

    const lines = card.attachments[0].content.body.map(({ inlines }) => inlines[0]?.text)
    expect(lines.slice(lines.indexOf(MARKED))).toEqual([MARKED, SENTENCES, 'It has 94 votes.', 'More like this'])
  })

  test('what stands in a title is shown as it is', () => {
    const papers = [aDigestPaper(1, { title: '**a** [b](c) _d_' })]

    const card = toTeamsMessage(anOutgoing('teams', 'https://x.example', { papers }))

    expect(JSON.stringify(card)).toContain('"type":"TextRun","text":"**a** [b](c) _d_"')
  })

  test('a workflow that is gone is not written to again, and its signature is not told', async () => {
    const body = { error: { code: 'WorkflowNotFound', message: "The workflow was not found: sig 'abcdefgh'." } }
    const teams = await startChatServer(() => ({ status: 404, body }))

    const sending = send(`${teams.url}/w?sig=abcdefgh`)

    await expect(sending).rejects.toMatchObject({ outcome: 'refused', isAddressDead: true })
    await expect(sending).rejects.toThrow("The workflow was not found: sig '***'.")
  })
})

describe('addresses of Teams', () => {
  test.each([
    'https://prod-12.westeurope.logic.azure.com/workflows/0a1b/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers&sv=1.0&sig=s-G',
    'https://default0a1b.1c.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/2d/triggers/manual/paths/invoke?api-version=1&sig=s',
    'https://team.webhook.office.com/webhookb2/0a1b@2c/IncomingWebhook/3d/4e',
  ])('%s is kept as it is', (text) => {
    expect(parseTeamsAddress(` ${text} `)).toBe(text)
  })

  test.each([
    [
      'https://prod-12.westeurope.logic.azure.com/workflows/0a1b/triggers/manual/paths/invoke?api-version=1',
      /The URL is cut/,
    ],
    ['https://logic.azure.com.evil.example/workflows?sig=a', /no workflow of Teams/],
    ['http://prod-12.westeurope.logic.azure.com/workflows?sig=a', /no workflow of Teams/],
    ['https://teams.microsoft.com/l/channel/1', /no workflow of Teams/],
  ])('%s is refused', (text, says) => {
    expect(() => parseTeamsAddress(text)).toThrow(says)
  })
})

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { aDigestPaper, anOutgoing, MARKED, SENTENCES, SUMMARISED } from '../../../test/support/channels/a-digest.ts'
import { NEVER, noted } from '../../../test/support/channels/a-sender.ts'
import { parseFileAddress, refuseMissingFolder } from './file-address.ts'
import { createFileChannel } from './file-channel.ts'
import { toJsonText, toMarkdown } from './file-text.ts'

const channel = createFileChannel()

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('digests in files', () => {
  test('a digest is a file of its day, for its owner alone, with nothing beside it', async () => {
    const folder = aFolder()

    await channel.send(anOutgoing('file', join(folder, 'papers-{day}.md')), noted().onHandOver, NEVER)

    const text = readFileSync(join(folder, 'papers-2026-11-20.md'), 'utf8')
    expect(readdirSync(folder)).toEqual(['papers-2026-11-20.md'])
    expect(statSync(join(folder, 'papers-2026-11-20.md')).mode & 0o777).toBe(0o600)
    expect(text).toMatch(
      /^# Papers on “forgetting”, 20 November 2026\n\nTwo papers of 143\.\n\n## Information retrieval\n\n### \[What/,
    )
  })

  test('JSON holds what webhooks get', async () => {
    const folder = aFolder()

    await channel.send(anOutgoing('file', join(folder, '{subscription}.json')), noted().onHandOver, NEVER)

    const digest = JSON.parse(readFileSync(join(folder, 'SubscriptionOfTwenty22.json'), 'utf8')) as object
    expect(digest).toMatchObject({
      id: 'SubscriptionOfTwenty22.2026-11-20',
      composedAt: '2026-11-21T05:58:00.000Z',
      papers: [{ id: '2611.00001', url: 'https://papers.example.org/papers/2611.00001', summary: null }, {}],
    })
  })

  test('the next digest takes the place of the last where the path is the same', async () => {
    const path = join(aFolder(), 'papers.md')

    await channel.send(anOutgoing('file', path), noted().onHandOver, NEVER)
    await channel.send(anOutgoing('file', path, { papers: [] }), noted().onHandOver, NEVER)

    expect(readFileSync(path, 'utf8')).toContain('Nothing worth your time today')
  })

  test('a folder that is not there is told, and tried again', async () => {
    const sending = channel.send(anOutgoing('file', join(aFolder(), 'none', 'papers.md')), noted().onHandOver, NEVER)

    await expect(sending).rejects.toMatchObject({ outcome: 'postponed' })
    await expect(sending).rejects.toThrow('The file was not written: its folder does not exist.')
  })

  test('a folder that is not there is told before anything is sent, as far as its name is the same each day', async () => {
    const folder = aFolder()
    const missing = join(folder, 'none')

    const told = refuseMissingFolder(join(missing, 'papers-{day}.md'))

    await expect(told).rejects.toMatchObject({ code: 'invalid' })
    await expect(told).rejects.toThrow(`There is no folder ${missing}: make it first.`)
    for (const path of ['papers.md', '{day}.md', '{day}/papers.md']) await refuseMissingFolder(join(folder, path))
  })

  test('what a language model wrote is marked in Markdown, and has a key of its own in JSON', () => {
    const message = anOutgoing('file', '/x.md', { papers: [SUMMARISED] })

    expect(toMarkdown(message)).toContain(`\n\n${MARKED}\n\n${SENTENCES}\n\n`)
    expect(JSON.parse(toJsonText(message))).toMatchObject({
      papers: [{ summary: 'Es geht weniger verloren als befürchtet.', sentences: [SENTENCES] }],
    })
  })

  test('what stands in a paper is no mark of Markdown', () => {
    const papers = [aDigestPaper(1, { title: '# *a* [b](c) <d> $x_1$', sentences: ['1. It begins so.'] })]

    const text = toMarkdown(anOutgoing('file', '/x.md', { papers }))

    expect(text).toContain(String.raw`### [\# \*a\* \[b\](c) \<d\> \$x\_1\$](<https`)
    expect(text).toContain(String.raw`1\. It begins so.`)
  })
})

describe('addresses of files', () => {
  test.each([
    ['/srv/notes/papers-{day}.md', '/srv/notes/papers-{day}.md'],
    ['/srv//notes/../papers/{subscription}/{day}.json', '/srv/papers/{subscription}/{day}.json'],
  ])('%s is one', (text, address) => {
    expect(parseFileAddress(text)).toBe(address)
  })

  test.each([
    ['notes/papers.md', /no whole path/],
    ['/srv/notes', /The end of the path/],
    ['/srv/.md', /Only|The end of the path/],
    ['/srv/{week}.md', /Only \{day\} and \{subscription\}/],
    ['/srv/a\nb.md', /no whole path/],
  ])('%s is refused', (text, says) => {
    expect(() => parseFileAddress(text)).toThrow(says)
  })
})

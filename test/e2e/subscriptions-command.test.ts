import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadSecret } from '../../src/config/secret.ts'
import { type Ended, runProgram } from '../support/program.ts'

const WEBHOOK = 'https://hooks.slack.com/services/T0001/B0002/xyzXYZ123'

describe('broadsheet subscriptions', () => {
  let folder = ''
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const run = (words: string[], input?: string): Promise<Ended> =>
    runProgram(['subscriptions', ...words], { BROADSHEET_DATA: join(folder, 'data') }, input)
  const addSlack = (): Promise<Ended> =>
    run(
      ['add', '--channel=slack', '--address=-', '--what=search:sparse retrieval', '--zone=Europe/Oslo'],
      `${WEBHOOK}\n`,
    )
  const toId = ({ out }: Ended): string => (JSON.parse(out.split('\n')[0] ?? '') as { id: string }).id

  test('adds a room whose address comes from standard input, and never shows it whole', async () => {
    const empty = await run(['list'])
    const added = await addSlack()
    const listed = await run(['list'])
    const json = await run(['list', '--json'])

    expect(empty).toMatchObject({ status: 0, out: 'There are no subscriptions.\n' })
    expect(added).toMatchObject({ status: 0, err: '' })
    expect(added.out).toMatch(
      /Where +hooks\.slack\.com\/…Z123\nWhat +Papers on “sparse retrieval”\nWhen +weekdays at 07:00, Europe\/Oslo/,
    )
    expect(listed.out).toContain('active   slack     hooks.slack.com/…Z123: Papers on “sparse retrieval”')
    expect(JSON.parse(json.out)).toMatchObject({ state: 'active', channel: 'slack', suppressed: null })
    expect(`${added.out}${listed.out}${json.out}`).not.toContain(WEBHOOK)
  })

  test('says of a wish that it may bring nothing, and takes it', async () => {
    const begun = await run(['add', '--address=bob@reader.example', '--what=organisation:nosuchorg'])
    const like = await run(['add', '--address=bob@reader.example', '--what=similar:9999.99999'])

    expect([begun, like].map(({ status }) => status)).toEqual([0, 0])
    expect(begun.out).toMatch(/^To mind +No paper of nosuchorg has come in here so far: look whether/m)
    expect(like.out).toMatch(/^To mind +No paper “9999\.99999” has come in here so far: look whether/m)
  })

  test('refuses a file whose folder is not there, and keeps nothing of it', async () => {
    const missing = join(folder, 'notes')

    const refused = await run(['add', '--channel=file', `--address=${missing}/{day}.md`])
    const listed = await run(['list'])
    const taken = await run(['add', '--channel=file', `--address=${folder}/{day}.md`])

    expect([refused.status, refused.out]).toEqual([2, ''])
    expect(refused.err).toContain(`There is no folder ${missing}: make it first. Nothing was changed.`)
    expect(listed.out).toBe('There are no subscriptions.\n')
    expect(taken.status).toBe(0)
  })

  test('says what a channel lacks to send, when it is added and when it is shown', async () => {
    const added = await run(['add', '--channel=telegram', '--address=@papers'])
    const shown = await run(['show', '--', toId(await run(['list', '--json']))])

    for (const { status, out } of [added, shown]) {
      expect(status).toBe(0)
      expect(out).toMatch(
        /Not set up +TELEGRAM_TOKEN is not set\. Nothing goes out by telegram until the server has it\./,
      )
    }
  })

  test('finds the subscriptions of one reader, and those in a state', async () => {
    await run(['add', '--address=bob@reader.example'])
    await run(['add', '--address=busy@reader.example'])

    const bob = await run(['list', '--address=bob@reader.example', '--json'])
    const piped = await run(['list', '--address=-', '--state=active'], 'bob@reader.example\n')
    const ended = await run(['list', '--address=bob@reader.example', '--state=ended'])
    const wrong = await run(['list', '--state=lost'])

    expect(bob.out.trimEnd().split('\n')).toHaveLength(1)
    expect(piped.out).toContain(toId(bob))
    expect(ended).toMatchObject({ status: 0, out: 'There are none.\n' })
    expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining('--state "lost" is none.') as string })
  })

  test('shows secrets to who asks for them; the key of a webhook is the same each time', async () => {
    await loadSecret(join(folder, 'data'))
    const added = await run(['add', '--channel=webhook', '--address=https://example.org/hooks/papers'])
    const id = toId(await run(['list', '--json']))

    const plain = await run(['show', '--', id])
    const secret = await run(['show', '--secrets', '--', id])

    const [key = 'no key'] = /whsec_\S+/.exec(added.out) ?? []
    expect(plain.out).not.toContain('whsec_')
    expect(secret.out).toContain(`Webhook key   ${key}`)
    expect(secret.out).toMatch(
      /Address +https:\/\/example\.org\/hooks\/papers\nPrivate link +http:\/\/localhost:8080\/inbox\/[\w-]{22}/,
    )
  })

  test('makes no secret: what follows from one is told, or asked, once a server has started', async () => {
    const added = await run(['add', '--channel=webhook', '--address=https://example.org/hooks/papers'])
    const id = toId(await run(['list', '--json']))
    const shown = await run(['show', '--secrets', '--', id])
    const asked = await run(['add', '--address=ann@example.org', '--ask'])

    expect(added).toMatchObject({ status: 0, err: '' })
    expect(added.out).toContain(`broadsheet subscriptions show ${id} --secrets`)
    expect(shown.out).toContain('Webhook key   The data folder holds no secret')
    expect(asked).toMatchObject({ status: 1, out: '' })
    expect(asked.err).toContain('Nothing was asked. Put back the file "secret"')
    expect(readdirSync(join(folder, 'data'))).not.toContain('secret')
  })

  test('pauses, resumes and ends', async () => {
    await addSlack()
    const id = toId(await run(['list', '--json']))

    const told = []
    for (const action of ['pause', 'resume', 'end', 'resume']) told.push(await run([action, '--', id]))

    expect(told.map(({ status }) => status)).toEqual([0, 0, 0, 1])
    expect(told[0]?.out).toBe(`${id} is paused.\n`)
    expect(told[1]?.out).toMatch(/is active\. The next digest goes out at \d{4}-\d\d-\d\d 0[56]:00 UTC\.\n$/)
    expect(told[2]?.out).toBe(`${id} is ended.\n`)
    expect(told[3]?.err).toContain('has ended. Nothing was changed: begin it again')
  })

  test.each([
    [['add', '--channel=slack', '--address=https://evil.example/x'], 'That is no webhook of Slack.'],
    [['add', '--channel=fax', '--address=1'], '--channel "fax" is none.'],
    [['add'], 'Say where digests go'],
    [['add', '--address=ann@example.org', '--what=papers'], 'names no papers'],
    [['add', '--address=ann@example.org', '--zone=Nowhere'], 'The time zone is not known.'],
    [['add', '--channel=ntfy', '--address=https://ntfy.sh/a', '--ask'], 'Only mailboxes can be asked first'],
    [['show', 'none', '--json'], '--json is for list.'],
    [['list', 'all'], 'Unexpected word: "all"'],
    [['end'], 'Name the subscription'],
    [['show', 'none'], 'There is no subscription none.'],
    [['stop', 'x'], 'Unknown action "stop"'],
  ])('%o is refused', async (words, says) => {
    const { status, out, err } = await run(words)

    expect(err).toContain(says)
    expect(out).toBe('')
    expect(status).not.toBe(0)
  })
})

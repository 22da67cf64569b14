import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperSource } from '../../domain/harvest.ts'
import { isTwin } from '../../domain/twins.ts'
import type { Paper } from '../../domain/paper.ts'
import { aPaper } from '../../../test/support/builders.ts'
import { type AnsweringServer, askAtOnce, startAnsweringServer } from '../../../test/support/answering-server.ts'
import { aContext } from '../../../test/support/harvest-context.ts'
import { createOpenreviewSource } from './source.ts'
import { readSubmission } from './submission.ts'

const VENUE = 'ICLR.cc/2027/Conference'
const CONTEXT = aContext()
const MADE_AT = Date.UTC(2026, 8, 20)
const CONTENT = {
  title: 'Where night birds look when nobody looks',
  authors: ['Tyto Barn', 'Ann Lark'],
  authorids: ['~Tyto_Barn1', '~Ann_Lark2'],
  abstract: 'They look away.',
  keywords: ['owls', 'gaze'],
  pdf: '/pdf/0123abcd.pdf',
  venue: 'ICLR 2027 Conference Submission',
  venueid: `${VENUE}/Submission`,
}

/** A note of the API's second version, where each field stands in `value`. */
function aNote(change: Partial<Record<keyof typeof CONTENT, unknown>> = {}, rest: object = {}) {
  const content = Object.entries({ ...CONTENT, ...change }).filter(([, value]) => value !== undefined)
  return {
    ...{ id: 'aBc1', forum: 'aBc1', number: 1, cdate: MADE_AT, mdate: MADE_AT + 5, invitations: ['x'] },
    content: Object.fromEntries(content.map(([name, value]) => [name, { value, readers: ['everyone'] }])),
    ...rest,
  }
}

function read(note: unknown): Paper {
  const [item] = readSubmission(note, 'item 1', VENUE)
  if (!item || !('paper' in item)) throw new Error(JSON.stringify(item))
  return item.paper
}

describe('readSubmission', () => {
  test('reads one that is not decided on', () => {
    const { id, fields, origins } = read(aNote())

    expect(id).toBe('openreview:aBc1')
    expect(fields).toEqual({
      title: 'Where night birds look when nobody looks',
      abstract: 'They look away.',
      authors: ['Tyto Barn', 'Ann Lark'],
      publishedAt: MADE_AT,
      comment: 'ICLR 2027 Conference Submission. Keywords: owls, gaze. https://openreview.net/forum?id=aBc1',
    })
    expect(origins.title).toEqual({ source: 'openreview', at: MADE_AT + 5, weight: 0 })
  })

  test('names the venue as the journal once it has taken the paper', () => {
    const { fields } = read(aNote({ venue: 'ICLR 2027 Oral', venueid: VENUE }))

    expect(fields.journalRef).toBe('ICLR 2027 Oral')
    expect(fields.comment).toBe('Keywords: owls, gaze. https://openreview.net/forum?id=aBc1')
  })

  test('does not call a rejected paper published', () => {
    const { fields } = read(aNote({ venue: 'Submitted to ICLR 2027', venueid: `${VENUE}/Rejected_Submission` }))

    expect(fields.journalRef).toBeUndefined()
    expect(fields.comment).toMatch(/^Submitted to ICLR 2027\. /)
  })

  test('reads the form of the first version of the API as it reads the second', () => {
    const old = { id: 'aBc1', forum: 'aBc1', tcdate: MADE_AT, cdate: null, mdate: MADE_AT + 5, content: CONTENT }

    expect(read(old)).toEqual(read(aNote()))
  })

  test('takes the names of authors that are given as profiles', () => {
    const authors = [{ username: '~Tyto_Barn1', fullname: 'Tyto Barn' }, 'Ann Lark', { username: '~No_Name1' }]

    expect(read(aNote({ authors })).fields.authors).toEqual(['Tyto Barn', 'Ann Lark'])
  })

  test('leaves out names that are not told', () => {
    expect(read(aNote({ authors: ['Anonymous'] })).fields.authors).toBeUndefined()
    expect(read(aNote({ authors: undefined })).fields.authors).toBeUndefined()
  })

  test.each([
    ['withdrawn', aNote({ venueid: `${VENUE}/Withdrawn_Submission` })],
    ['desk-rejected', aNote({ venue: 'ICLR 2027 Conference Desk Rejected Submission', venueid: undefined })],
    ['deleted', aNote({}, { ddate: MADE_AT })],
  ])('passes over what was %s', (_name, note) => {
    expect(readSubmission(note, 'item 1', VENUE)).toEqual([])
  })

  test.each([
    [aNote({ title: undefined }), 'aBc1 has no title'],
    [aNote({}, { content: 'none' }), 'not a submission'],
    [null, 'not a submission'],
    [aNote({}, { id: undefined, forum: undefined }), `"${CONTENT.title}" has no forum that names it`],
    [aNote({}, { forum: 'a b/c' }), `"${CONTENT.title}" has no forum that names it`],
  ])('tells what is wrong with %j', (note, reason) => {
    expect(readSubmission(note, 'item 4', VENUE)).toEqual([{ fault: { position: 'item 4', reason } }])
  })

  test('knows submissions of one title apart', () => {
    const [first, second] = ['aBc1', 'dEf2'].map((forum) => read(aNote({ title: 'Anonymous' }, { id: forum, forum })))

    expect(first?.id).not.toBe(second?.id)
  })

  test('is a twin of the paper that arXiv announced a year before, and of none that others wrote', () => {
    const fields = { title: CONTENT.title, publishedAt: MADE_AT - 365 * 86_400_000 }
    const earlier = aPaper({ fields: { ...fields, authors: ['T. Barn'] } })
    const others = aPaper({ fields: { ...fields, authors: ['A. Wren'] } })

    expect(isTwin(read(aNote()), earlier)).toBe(true)
    expect(isTwin(earlier, read(aNote()))).toBe(true)
    expect(isTwin(read(aNote()), others)).toBe(false)
  })
})

describe('the source', () => {
  let server: AnsweringServer
  let source: PaperSource
  beforeEach(async () => {
    server = await startAnsweringServer()
    source = createOpenreviewSource({ ask: askAtOnce(() => 1), address: server.address, venues: [VENUE, 'TMLR'] })
  })
  afterEach(() => server.close())

  test.each([
    ['a count', true],
    ['no count', false],
  ])('reads a venue page by page, where the answers tell %s', async (_name, isCounted) => {
    const notes = Array.from({ length: 2300 }, (_, number) =>
      aNote({ title: `What bird ${number} looks at in the dark` }),
    )
    server.reply = ({ url }) => {
      const offset = Number(url.searchParams.get('offset'))
      return { value: { notes: notes.slice(offset, offset + 1000), ...(isCounted && { count: notes.length }) } }
    }

    const sizes: number[] = []
    let resume: string | undefined
    do {
      const harvest = await source.harvest(`${VENUE} on 2026-11-20`, resume, CONTEXT)
      sizes.push(harvest.items.length)
      resume = harvest.resume
    } while (resume !== undefined)

    expect(sizes).toEqual([1000, 1000, 300])
    expect(server.asked.map(({ url }) => url.searchParams.get('offset'))).toEqual(['0', '1000', '2000'])
    expect(server.asked[0]?.url.searchParams.get('invitation')).toBe(`${VENUE}/-/Submission`)
  })

  test('asks for a whole invitation as it is given', async () => {
    server.reply = () => ({ value: { notes: [], count: 0 } })

    const harvest = await source.harvest('ICLR.cc/2021/Conference/-/Blind_Submission on 2026-11-20', undefined, CONTEXT)

    expect(harvest).toEqual({ items: [], total: 0 })
    expect(server.asked[0]?.url.searchParams.get('invitation')).toBe('ICLR.cc/2021/Conference/-/Blind_Submission')
  })

  test.each([
    ['a page', { body: '<!doctype html><p>Moved' }, 'a page instead of JSON'],
    [
      'an error told as success',
      { value: { name: 'NotFoundError', message: 'The Invitation was not found' } },
      ': The Inv',
    ],
    ['a list', { value: [] }, 'no list of submissions'],
  ])('calls %s broken', async (_name, reply, message) => {
    server.reply = () => reply

    const harvest = source.harvest(`${VENUE} on 2026-11-20`, undefined, CONTEXT)

    await expect(harvest).rejects.toMatchObject({
      trouble: 'broken',
      message: expect.stringContaining(message) as string,
    })
  })

  test('plans each venue once a day, so that a newer task replaces an older one', () => {
    const tasks = source.slots[0]?.plan(Date.UTC(2026, 10, 20, 4))

    expect(tasks).toEqual([
      { key: `${VENUE} on 2026-11-20`, subject: VENUE },
      { key: 'TMLR on 2026-11-20', subject: 'TMLR' },
    ])
  })

  test.each([['everything'], ['']])('refuses the key %j', async (key) => {
    await expect(source.harvest(key, undefined, CONTEXT)).rejects.toMatchObject({ trouble: 'refused' })
  })
})

import { describe, expect, test } from 'vitest'
import { anAppOf } from '../../../test/support/an-app.ts'
import { aFeatured } from '../../../test/support/builders.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'

const paper = aFeatured({
  id: 'hep-th/9901001' as PaperId,
  votes: 7,
  entries: [{ day: '2026-04-01' as Day, submitter: { handle: 'ada-k' }, printed: {} }],
  fields: { projectPage: 'https://page.example' },
})

/** An app that knows one paper under whatever id, and tells the ids it was asked for. */
function setUp() {
  const asked: string[] = []
  const app = anAppOf({
    findPaper: (id) => {
      asked.push(id)
      return Promise.resolve(id.includes('unknown') ? undefined : paper)
    },
  })
  return { app, asked }
}

describe('GET /api/papers/{id}', () => {
  test('answers with the flat paper and its six lists and totals', async () => {
    const { app } = setUp()

    const detail = (await (await app.request('/api/papers/hep-th/9901001')).json()) as object

    expect(detail).toMatchObject({ id: 'hep-th/9901001', upvotes: 7, projectPage: 'https://page.example' })
    expect(detail).toMatchObject({
      submittedOnDailyAt: '2026-04-01T00:00:00.000Z',
      submittedOnDailyBy: { user: 'ada-k' },
    })
    expect(Object.entries(detail).slice(-6)).toEqual([
      ['linkedModels', []],
      ['numTotalModels', 0],
      ['linkedDatasets', []],
      ['numTotalDatasets', 0],
      ['linkedSpaces', []],
      ['numTotalSpaces', 0],
    ])
    for (const absent of ['numComments', 'thumbnail', 'submittedBy']) expect(detail).not.toHaveProperty(absent)
  })

  test.each([
    ['hep-th/9901001', 'hep-th/9901001'],
    ['hep-th%2F9901001', 'hep-th/9901001'],
    ['2604.00001v3', '2604.00001v3'],
    ['doi:10.1000/a%3Fb%23c', 'doi:10.1000/a?b#c'],
    ['title%3A0011223344556677', 'title:0011223344556677'],
    ['%E8%AE%BA%E6%96%87', '论文'],
    ['2604.00001?field=comments&field=submissionDeadline', '2604.00001'],
  ])('looks for the id that %s names', async (path, id) => {
    const { app, asked } = setUp()

    const response = await app.request(`/api/papers/${path}`)

    expect(response.status).toBe(200)
    expect(asked).toEqual([id])
  })

  test('answers 404 in the words of the Daily Papers API', async () => {
    const { app } = setUp()

    const response = await app.request('/api/papers/unknown')

    expect(response.status).toBe(404)
    expect(response.headers.get('x-error-message')).toBe('Paper not found')
    expect(await response.json()).toMatchObject({ error: 'Paper not found', title: 'not_found', status: 404 })
  })

  test.each(['a'.repeat(10_000), '%00', '2604.00001%0d%0aX-Evil:1', ''])('asks no store for the id %j', async (id) => {
    const { app, asked } = setUp()

    const response = await app.request(`/api/papers/${id}`)

    expect(response.status).toBe(404)
    expect(response.headers.has('x-evil')).toBe(false)
    expect(asked).toEqual([])
  })

  test('adds what is asked for, and only that', async () => {
    const { app } = setUp()
    const ask = async (search: string) => (await app.request(`/api/papers/2604.00001${search}`)).json()

    const [bare, comments, both] = await Promise.all(
      ['', '?field=comments', '?field=comments&field=submissionDeadline'].map(ask),
    )

    // The paper appeared in January 1999, as its id says: fourteen days later the format takes it no more.
    expect(bare).not.toHaveProperty('comments')
    expect(bare).not.toHaveProperty('submissionDeadline')
    expect(comments).toMatchObject({ comments: [] })
    expect(comments).not.toHaveProperty('submissionDeadline')
    expect(both).toMatchObject({ comments: [], submissionDeadline: '1999-01-15T00:00:00.000Z' })
  })

  test('refuses a field that there is not', async () => {
    const { app } = setUp()

    const response = await app.request('/api/papers/2604.00001?field=secrets')

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(/^field/) as string })
  })
})

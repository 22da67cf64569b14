import { Hono } from 'hono'
import { linkedRepos } from './answers.ts'
import type { Operation } from '../openapi/operation.ts'

const NOTHING = { models: [], datasets: [], spaces: [] }

/** What the API says of what refers to a paper. */
export const arxivReposOperation: Operation = {
  path: '/api/arxiv/{id}/repos',
  name: 'listRepos',
  summary: 'What refers to a paper',
  description: `Three lists, always empty: this server holds no models, data sets or spaces. It is here so that clients
which ask for them go on. Like there, an id that nobody knows is no error.`,
  pathParameters: [{ name: 'id', description: 'An arXiv id, its slash raw or as `%2F`.', example: '2604.00001' }],
  answer: { schema: linkedRepos, description: 'Three empty lists.', example: NOTHING },
}

/** GET /api/arxiv/{id}/repos — the models, data sets and spaces that name a paper: none. */
export function arxivReposRoutes(): Hono {
  return new Hono().get('/api/arxiv/:id{.+}/repos', (c) => c.json(NOTHING))
}

import { expect, test } from 'vitest'
import { AppError } from '../domain/error.ts'
import { type Config, readConfig } from './config.ts'
import { listEffectiveSettings } from './effective-settings.ts'

function sourcesOf(env: Record<string, string>): Config['sources'] {
  return readConfig(env).sources
}

function faultOf(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof AppError) return error.message
  }
  throw new Error('nothing was refused')
}

test('sources are named with commas between, once each, and none switches all off', () => {
  expect(sourcesOf({ SOURCES: 'github, arxiv,arxiv' }).names).toEqual(['github', 'arxiv'])
  expect(sourcesOf({ SOURCES: 'none' }).names).toEqual([])
})

test('categories are a set, archives whole, or all of arXiv', () => {
  expect(sourcesOf({ ARXIV_CATEGORIES: 'cs.IR, math,hep-th' }).arxiv.categories).toEqual(['cs.IR', 'math', 'hep-th'])
  expect(sourcesOf({ ARXIV_CATEGORIES: 'all' }).arxiv.categories).toBeUndefined()
})

test('categories of bioRxiv have spaces within, feeds and venues between', () => {
  const { biorxiv, feeds, openreview } = sourcesOf({
    BIORXIV_CATEGORIES: 'Cell Biology, neuroscience',
    FEEDS: 'https://one.example/feed\n  https://two.example/atom?key=1 https://one.example/feed',
    OPENREVIEW_VENUES: 'ICLR.cc/2027/Conference NeurIPS.cc/2026/Workshop/AI4Math',
  })

  expect(biorxiv).toMatchObject({ biorxiv: ['cell biology', 'neuroscience'], medrxiv: [] })
  expect(feeds).toEqual(['https://one.example/feed', 'https://two.example/atom?key=1'])
  expect(openreview.venues).toEqual(['ICLR.cc/2027/Conference', 'NeurIPS.cc/2026/Workshop/AI4Math'])
})

test('addresses lose their closing slash', () => {
  const { dailyPapers, arxiv } = sourcesOf({
    DAILY_PAPERS_URL: 'http://localhost:4000/',
    ARXIV_OAI_URL: 'http://localhost:4001/oai/',
  })

  expect([dailyPapers.url, arxiv.oaiUrl]).toEqual(['http://localhost:4000', 'http://localhost:4001/oai'])
})

test.each(['ada@papers.example', 'https://papers.example/about'])('%s is a contact', (CONTACT) => {
  expect(sourcesOf({ CONTACT }).contact).toBe(CONTACT)
})

test.each([
  ['SOURCES', 'arxiv,hunter2'],
  ['SOURCES', 'none,arxiv'],
  ['SOURCES', ' ,,'],
  ['ARXIV_CATEGORIES', 'all,cs.LG'],
  ['ARXIV_CATEGORIES', 'cs.QQ'],
  ['ARXIV_CATEGORIES', 'cs.LG;cs.CL'],
  ['CONTACT', 'ada'],
  ['CONTACT', 'ada@papers.example (hunter2)'],
  ['CONTACT', 'https://papers.example/\r\nX-Header: 1'],
  ['BACKFILL_DAYS', '-1'],
  ['BACKFILL_DAYS', '3651'],
  ['FEEDS', 'papers.example/feed'],
  ['FEEDS', 'https://papers.example file:///etc/passwd'],
  ['OPENREVIEW_VENUES', 'hunter2'],
  ['GITHUB_TOKEN', 'two words'],
  ['OPENALEX_KEY', 'line\nbreak'],
  ['ARXIV_OAI_URL', 'ftp://oaipmh.example'],
  ['DAILY_PAPERS_URL', 'https://user:hunter2@papers.example'],
  ['OPENALEX_URL', 'https://papers.example?key=hunter2'],
])('refuses %s=%s without repeating it', (name, value) => {
  const message = faultOf({ [name]: value })

  expect(message).toContain(name)
  expect(message).not.toContain(value)
})

test('a source that needs to be told what to read is refused without', () => {
  expect(faultOf({ SOURCES: 'feed,openreview' })).toMatch(/FEEDS: [^]*OPENREVIEW_VENUES: /)
  expect(sourcesOf({ SOURCES: 'feed', FEEDS: 'https://one.example' }).names).toEqual(['feed'])
})

test('keys and what stands in the addresses of feeds are not among the settings that are shown', () => {
  const env = {
    ...{ SEMANTIC_SCHOLAR_KEY: 'hunter2', OPENALEX_KEY: 'hunter2', GITHUB_TOKEN: 'hunter2' },
    FEEDS: 'https://ada:hunter2@one.example/feed https://two.example/hunter2?token=hunter2',
  }

  const shown = listEffectiveSettings(env, readConfig(env))

  expect(JSON.stringify(shown)).not.toContain('hunter2')
  expect(shown).toContainEqual({
    name: 'FEEDS',
    value: 'https://one.example/*** https://two.example/***',
    from: 'environment',
  })
})

import { describe, expect, test } from 'vitest'
import { AppError } from '../domain/error.ts'
import { listSettings, readConfig } from './config.ts'

/** The message of the AppError that `act` throws. */
function faultOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.message
  }
  throw new Error('no AppError with the code invalid')
}

describe('readConfig', () => {
  test('an empty environment gives a server for this machine only', () => {
    expect(readConfig({})).toEqual({
      dataFolder: 'data',
      databaseUrl: 'sqlite:data/broadsheet.db',
      host: '127.0.0.1',
      port: 8080,
      baseUrl: 'http://localhost:8080',
      rateLimits: { api: 3000, pages: 3000 },
      trustedProxies: [],
      maxConnections: 5000,
      metricsToken: undefined,
      sources: {
        names: ['arxiv', 'daily_papers'],
        contact: undefined,
        backfillDays: 30,
        arxiv: {
          categories: ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'stat.ML'],
          oaiUrl: 'https://oaipmh.arxiv.org/oai',
          rssUrl: 'https://rss.arxiv.org',
          apiUrl: 'https://export.arxiv.org/api/query',
        },
        dailyPapers: { url: 'https://huggingface.co' },
        biorxiv: { url: 'https://api.biorxiv.org', biorxiv: [], medrxiv: [] },
        openreview: { url: 'https://api2.openreview.net', venues: [] },
        semanticScholar: { url: 'https://api.semanticscholar.org', key: undefined },
        openalex: { url: 'https://api.openalex.org', key: undefined },
        github: { url: 'https://api.github.com', token: undefined },
        feeds: [],
      },
      mail: {
        way: { kind: 'none' },
        from: { name: 'Broadsheet', address: 'broadsheet@localhost' },
        dkim: undefined,
        rate: 20,
        connections: 5,
        returnPath: undefined,
        postalAddress: undefined,
      },
      channels: {
        telegram: { url: 'https://api.telegram.org', token: undefined },
        matrix: { url: undefined, token: undefined },
        networks: [],
        readers: [],
      },
      language: undefined,
      websubHub: undefined,
      embedding: undefined,
      embeddingFile: undefined,
      log: { level: 'info', format: undefined },
    })
  })

  test('the database moves with the data folder unless it is named', () => {
    expect(readConfig({ BROADSHEET_DATA: '/srv/paper' }).databaseUrl).toBe('sqlite:/srv/paper/broadsheet.db')
    expect(readConfig({ BROADSHEET_DATA: '/srv/paper', DATABASE_URL: 'sqlite:x.db' }).databaseUrl).toBe('sqlite:x.db')
  })

  test('an empty value counts as none', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', BASE_URL: '' })).toEqual(readConfig({}))
  })

  test('the public address follows the port, and is open while the port is', () => {
    expect(readConfig({ PORT: '81' }).baseUrl).toBe('http://localhost:81')
    expect(readConfig({ PORT: '0' }).baseUrl).toBeUndefined()
    expect(readConfig({ PORT: '0', BASE_URL: 'https://paper.example/' }).baseUrl).toBe('https://paper.example')
  })

  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '0x50'],
    ['PORT', '8080 '],
    ['DATABASE_URL', 'mysql://host/name'],
    ['DATABASE_URL', 'papers.db'],
    ['DATABASE_URL', 'postgres://user:hunter2@host:port/name'],
    ['BASE_URL', 'paper.example'],
    ['BASE_URL', 'ftp://paper.example'],
    ['BASE_URL', 'https://paper.example/news'],
    ['BASE_URL', 'https://user:secret@paper.example'],
    ['TRUSTED_PROXIES', 'everybody'],
    ['TRUSTED_PROXIES', '10.0.0.0/64'],
    ['MAX_CONNECTIONS', '0'],
    ['METRICS_TOKEN', 'too-short'],
    ['EMBEDDING_URL', 'ftp://models.example/v1'],
    ['EMBEDDING_URL', 'https://user:hunter2@models.example/v1'],
    ['EMBEDDING_URL', 'https://models.example/v1/embeddings?key=hunter2'],
    ['EMBEDDING_KEY', 'two words'],
    ['EMBEDDING_KEY', 'line\nbreak'],
    ['EMBEDDING_DIMENSIONS', '4097'],
    ['EMBEDDING_BATCH_SIZE', '1'],
    ['EMBEDDING_TIMEOUT_SECONDS', '0.01'],
    ['EMBEDDING_QUERY_TIMEOUT_SECONDS', 'soon'],
    ['DIGEST_DAYS', '29'],
    ['DIGEST_DAYS', '-90'],
    ['LOG_LEVEL', 'verbose'],
    ['LOG_FORMAT', 'xml'],
  ])('refuses %s=%s without repeating it', (name, value) => {
    const message = faultOf(() => readConfig({ [name]: value }))

    expect(message).toContain(name)
    expect(message).not.toContain(value)
  })

  test.each(['30', '99', '100', '3650'])('digests may be kept for %s days, and for ever without a setting', (days) => {
    expect(readConfig({ DIGEST_DAYS: days }).digestDays).toBe(Number(days))
    expect(readConfig({}).digestDays).toBeUndefined()
  })

  test('refuses a database URL that says nothing', () => {
    expect(faultOf(() => readConfig({ DATABASE_URL: 'sqlite:' }))).toContain('DATABASE_URL')
    expect(faultOf(() => readConfig({ DATABASE_URL: 'postgres://' }))).toContain('DATABASE_URL')
  })

  test('names every wrong setting at once', () => {
    const message = faultOf(() => readConfig({ PORT: 'http', BASE_URL: 'x', DATABASE_URL: 'hunter2' }))

    expect(message).toMatch(/DATABASE_URL[^]*PORT[^]*BASE_URL/)
    expect(message).not.toContain('hunter2')
  })
})

test('every setting has a description', () => {
  expect(listSettings().map(({ name }) => name)).toContain('PORT')
  expect(listSettings().filter(({ description }) => description === '')).toEqual([])
})

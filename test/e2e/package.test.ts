import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNode22, install, packInto, serveAndAsk } from '../support/packed.ts'

const MINUTES = 60_000

describe('the package', () => {
  let folder = ''
  let files: string[] = []
  let isInstalled = false
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-package-'))
    const packed = await packInto(folder)
    files = packed.files
    isInstalled = await install(packed.tarball, join(folder, 'app'))
  }, 3 * MINUTES)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('holds the program with its style sheet and its documents, and nothing of how it is made', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        ...['bin/broadsheet.js', 'dist/cli/program.js', 'dist/http/public/broadsheet.css', 'README.md', 'LICENSE'],
        'assets/embedding.bin',
        ...[
          'docs/configuration.md',
          'docs/operating.md',
          'docs/examples/broadsheet.service',
          'docs/examples/Caddyfile',
        ],
      ]),
    )
    expect(files.filter((path) => !/^(?:assets|bin|dist|docs)\/|^[A-Z]+(?:\.md)?$|^package\.json$/.test(path))).toEqual(
      [],
    )
    expect(files.filter((path) => /\.tsx?$|\.test\.|\/\.|docs\/decisions/.test(path))).toEqual([])
  })

  test('brings no tool of ours along', (context) => {
    if (!isInstalled) return context.skip('no network to install it from')

    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: object }
    const installed = readdirSync(join(folder, 'app', 'node_modules'))

    expect(installed.filter((name) => name in devDependencies)).toEqual([])
  })

  test.for([
    ['this Node', () => Promise.resolve(process.execPath)],
    ['Node 22', findNode22],
  ] as const)('runs from an empty folder on %s', { timeout: 3 * MINUTES }, async ([, findNode], context) => {
    const node = isInstalled ? await findNode() : undefined
    if (node === undefined) return context.skip('no network to install it from')

    const { bodies, status, err } = await serveAndAsk(node, join(folder, 'app'), ['/healthz', '/papers'])

    expect(bodies[0]).toBe('{"status":"ok"}')
    expect(bodies[1]).toContain('class="item"')
    expect(status).toBe(0)
    expect(err.trimEnd().split('\n').at(-1)).toContain('server.stopped')
  })
})

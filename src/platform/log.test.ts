import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LogFormat, LogLevel } from '../domain/ports.ts'
import { openLog } from './log.ts'
import { toLogText } from './log-text.ts'

describe('openLog', () => {
  let folder = ''
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-log-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function open(level: LogLevel, format?: LogFormat) {
    const to = join(folder, 'log')
    return { ...openLog({ level, format, to }), read: () => readFileSync(to, 'utf8') }
  }

  test('writes an object a line, with time, level, event and facts, and nothing of the machine', async () => {
    const { log, close, read } = open('info')

    log('request.answered', { status: 200, route: '/papers/:id' })
    log('request.failed', { cause: 'Error: one\n  at two' }, 'error')
    await close()

    const lines = read()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toEqual([
      { level: 'info', time: expect.any(String), event: 'request.answered', status: 200, route: '/papers/:id' },
      { level: 'error', time: expect.any(String), event: 'request.failed', cause: 'Error: one\n  at two' },
    ])
    expect(new Date(String(lines[0]?.['time'])).toISOString()).toBe(lines[0]?.['time'])
  })

  test.each([
    ['debug', ['a.b', 'c.d', 'e.f', 'g.h']],
    ['info', ['c.d', 'e.f', 'g.h']],
    ['warn', ['e.f', 'g.h']],
    ['error', ['g.h']],
  ] as const)('at level %s writes %j', async (level, events) => {
    const { log, close, read } = open(level)

    log('a.b', {}, 'debug')
    log('c.d', {})
    log('e.f', {}, 'warn')
    log('g.h', {}, 'error')
    await close()

    expect([...read().matchAll(/"event":"(...)"/g)].map(([, event]) => event)).toEqual(events)
  })

  test('has written all of many lines when it is closed', async () => {
    const { log, close, read } = open('info')

    for (let number = 0; number < 20_000; number++) log('number.counted', { number })
    await close()

    const lines = read().trimEnd().split('\n')
    expect(lines).toHaveLength(20_000)
    expect(lines.at(-1)).toContain('"number":19999')
  })

  test('writes text where it is wished', async () => {
    const { log, close, read } = open('info', 'text')

    log('server.stopped', { reason: 'SIGTERM' })
    await close()

    expect(read()).toMatch(/^\d\d:\d\d:\d\d server\.stopped reason=SIGTERM\n$/)
  })
})

describe('toLogText', () => {
  test.each([
    [{ level: 'info', event: 'a.b', n: 1 }, '09:05:07 a.b n=1\n'],
    [{ level: 'warn', event: 'a.b', message: 'two words' }, '09:05:07 WARN a.b message="two words"\n'],
    [{ level: 'error', event: 'a.b', cause: 'one\ntwo' }, '09:05:07 ERROR a.b\n  one\n  two\n'],
  ])('of %j is %j', (facts, text) => {
    const line = JSON.stringify({ time: '2026-04-01T09:05:07.123Z', ...facts })

    expect(toLogText(line)).toBe(text)
  })
})

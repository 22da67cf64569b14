import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { removeDrafts } from './drafts.ts'
import { writeFileAside } from './file-aside.ts'
import { gzipText } from './gzip-text.ts'

const NO_PROCESS = 2 ** 22 + 1 // above the largest process id that Linux gives

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-aside-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('writeFileAside', () => {
  test('shows the old file until the new one is whole, for its owner alone', async () => {
    const path = join(folder, 'a')
    writeFileSync(path, 'old')
    let meanwhile = ''

    await writeFileAside(path, async (put) => {
      await put(Buffer.from('new '))
      meanwhile = readFileSync(path, 'utf8')
      await put(Buffer.from('text'))
    })

    expect([meanwhile, readFileSync(path, 'utf8')]).toEqual(['old', 'new text'])
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['a'])
  })

  test('leaves the old file and nothing else where writing fails', async () => {
    const path = join(folder, 'a')
    writeFileSync(path, 'old')

    const writing = writeFileAside(path, async (put) => {
      await put(Buffer.from('new'))
      throw new Error('disk full')
    })

    await expect(writing).rejects.toThrow('disk full')
    expect(readdirSync(folder)).toEqual(['a'])
    expect(readFileSync(path, 'utf8')).toBe('old')
  })

  test('goes over no file that has come meanwhile, where it may not replace', async () => {
    const path = join(folder, 'a')

    const writing = writeFileAside(path, async () => writeFileSync(path, 'faster'), { replaces: false })

    await expect(writing).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readdirSync(folder)).toEqual(['a'])
    expect(readFileSync(path, 'utf8')).toBe('faster')
  })
})

test('removeDrafts takes what ended processes left of one file, and nothing else', () => {
  const others = ['a', `b.${NO_PROCESS}.part`, `a.1.part`, `a.${NO_PROCESS}.party`, `a.x.part`]
  for (const name of [...others, `a.${NO_PROCESS}.part`, `a.${NO_PROCESS}.part-wal`])
    writeFileSync(join(folder, name), '')

  removeDrafts(join(folder, 'a'))
  removeDrafts(join(folder, 'no/such/folder'))

  expect(readdirSync(folder).sort()).toEqual(others.sort())
  expect(existsSync(join(folder, 'a'))).toBe(true)
})

describe('gzipText', () => {
  test.each([0, 1, 7, 40])('packs %i pieces of text into one file that unpacks to all of them', async (count) => {
    const pieces = Array.from({ length: count }, (_, index) => `${index} 林 😀 ${'x'.repeat(100_000)}\n`)
    const packed: Uint8Array[] = []
    const text = gzipText((bytes) => Promise.resolve(void packed.push(bytes)))

    for (const piece of pieces) await text.write(piece)
    await text.end()

    expect(gunzipSync(Buffer.concat(packed)).toString()).toBe(pieces.join(''))
  })

  test('tells what befalls the place where the bytes go', async () => {
    const text = gzipText(() => Promise.reject(new Error('disk full')))

    await text.write('a')

    await expect(text.end()).rejects.toThrow('disk full')
  })
})

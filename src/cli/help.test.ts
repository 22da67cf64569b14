import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { COMMANDS, renderHelp } from './main.ts'

describe.each(COMMANDS)('the help of "%s"', (name) => {
  test('says how it is used, what happens, and gives examples of it', async () => {
    const help = stripVTControlCharacters(await renderHelp(name))

    expect(help).toMatch(new RegExp(`^broadsheet ${name}: [^\n]+\\.\n\nUsage\n  broadsheet ${name}`))
    for (const title of ['What happens', 'Examples', 'Exit status', 'See also'])
      expect(help).toContain(`\n${title}\n  `)
    expect(help.split('\nExamples\n')[1]?.split('\n\n')[0]).toContain(`broadsheet ${name}`)
  })

  test('fits a terminal of 100 columns', async () => {
    const lines = stripVTControlCharacters(await renderHelp(name)).split('\n')

    expect(lines.filter((line) => line.length > 100)).toEqual([])
  })
})

test('the help of the program names every command and the first steps', async () => {
  const help = stripVTControlCharacters(await renderHelp())

  for (const name of COMMANDS) expect(help).toMatch(new RegExp(`^  ${name} +\\w`, 'm'))
  expect(help).toContain('First steps')
})

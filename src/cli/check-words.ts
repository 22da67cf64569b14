import { parseArgs } from 'node:util'
import type { ArgsDef } from 'citty'

/**
 * What is wrong with the words after a command's name: an option that the command does not have, or a word too many.
 * `undefined` where nothing is. (The library that runs the commands passes over both in silence.)
 *
 * @param takesMany whether the last positional argument may stand several times
 */
export function findFaultyWord(words: readonly string[], args: ArgsDef, takesMany: boolean): string | undefined {
  const options = Object.entries(args).filter(([, { type }]) => type !== 'positional')
  const types = options.map(([name, { type }]) => [name, { type: type === 'boolean' ? type : ('string' as const) }])
  const read = readWords(words, Object.fromEntries(types) as Options)
  if (typeof read === 'string') return read
  const surplus = takesMany ? undefined : read[Object.keys(args).length - options.length]
  return surplus === undefined ? undefined : `Unexpected word: "${surplus}"`
}

type Options = Record<string, { type: 'string' | 'boolean' }>

/** The positional words, or what is wrong with the others. */
function readWords(words: readonly string[], options: Options): string[] | string {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true }).positionals
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    return thrown.message.split(/\.\s/)[0] ?? thrown.message
  }
}

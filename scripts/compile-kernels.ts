import { existsSync, readFileSync } from 'node:fs'
import asc from 'assemblyscript/asc'

const SOURCES = `${import.meta.dirname}/../src/engine/embed/kernels/`

/** The generated file, which is committed. */
export const KERNELS_FILE = `${import.meta.dirname}/../src/engine/embed/kernels-module.ts`

const OPTIONS =
  '-O3 --noAssert --runtime stub --importMemory --enable simd --enable relaxed-simd --outFile kernels.wasm'
// Lines of the file, not of the program: prettier leaves a string's length alone.
const LINE_LENGTH = 110

/**
 * Compiles the kernels (AssemblyScript, whose files end in .as here: to our own compiler they are no TypeScript).
 *
 * @returns the text of the generated file; the same for the same sources and compiler
 * @throws Error with the compiler's words where the sources do not compile
 */
export async function composeKernelsModule(): Promise<string> {
  let binary: Uint8Array | undefined
  const { error, stderr } = await asc.main(['all.ts', ...OPTIONS.split(' ')], {
    readFile: (name) => readSource(name),
    writeFile: (name, contents) => {
      if (name === 'kernels.wasm' && typeof contents !== 'string') binary = contents
    },
  })
  if (error !== null || binary === undefined) throw new Error(`The kernels do not compile:\n${stderr.toString()}`)
  const base64 = Buffer.from(binary).toString('base64')
  const lines = base64.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? []
  return [
    '/** The kernels, compiled, in base64: `npm run kernels` writes this file from kernels/*.as. */',
    'export const KERNELS_MODULE = [',
    ...lines.map((line) => `  '${line}',`),
    "].join('')",
    '',
  ].join('\n')
}

function readSource(name: string): string | null {
  const file = SOURCES + name.replace(/\.ts$/, '.as')
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** @type {NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program to its end; signals to this process go to it.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options] by default the program has our terminal
 * @returns {Promise<{ status: number, output: string }>} the exit status as a shell counts it (128 + n for signal n),
 *   and what was written to those of stdout and stderr that are piped
 */
export function runProgram(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options })
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text))
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text))
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => void child.kill(signal)
    for (const signal of PASSED_ON) process.on(signal, passOn)
    const release = () => PASSED_ON.forEach((signal) => process.off(signal, passOn))
    child.on('error', (error) => {
      release()
      reject(error)
    })
    child.on('close', (status, signal) => {
      release()
      resolve({ status: status ?? 128 + (signal ? constants.signals[signal] : 0), output })
    })
  })
}

/**
 * Becomes another program: same streams, same signals, its exit status. Does not return.
 *
 * @param {string} file
 * @param {readonly string[]} args
 */
export async function becomeProgram(file, args) {
  // From Node 22.15 on the process is really replaced; before that we stay as its parent and pass things on.
  if (process.execve && process.platform !== 'win32') process.execve(file, [file, ...args])
  process.exit((await runProgram(file, args)).status)
}

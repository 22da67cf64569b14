import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '../domain/error.ts'
import { answerInThread, type AskedThread, startAskedThread, type ThreadPort } from './asked-thread.ts'

// A thread that keeps the sum of what it is told, answers questions with it, and dies when told so.
const PROGRAM = `
import { parentPort } from 'node:worker_threads'
import { answerInThread } from ${JSON.stringify(new URL('./asked-thread.ts', import.meta.url).href)}
let sum = 0
answerInThread(parentPort, (question) => {
  if (question === 'break') throw new Error('broken')
  if (question === 'end') process.exit(3)
  return question + sum
}, (news) => (sum += news))`
const URL_OF_PROGRAM = new URL(`data:text/javascript,${encodeURIComponent(PROGRAM)}`)

let ends: string[]
let thread: AskedThread<number | string, number>
beforeEach(() => {
  ends = []
  const onEnd = (message: string): void => void ends.push(message)
  thread = startAskedThread(URL_OF_PROGRAM, { name: 'sums', mostWaiting: 3, onEnd })
})
afterEach(() => thread.close())

it('answers in the order of what it heard', async () => {
  thread.tell(10)
  const first = thread.ask(1)
  thread.tell(100)

  const answers = await Promise.all([first, thread.ask(2)])

  expect(answers).toEqual([11, 112])
})

it('gives what was thrown to whoever asked, and goes on', async () => {
  const broken = thread.ask('break')

  await expect(broken).rejects.toMatchObject({ code: 'internal' })
  await expect(thread.ask(1)).resolves.toBe(1)
})

it('refuses more than may wait', async () => {
  const asked = [1, 2, 3, 4].map((question) => thread.ask(question))

  const answers = await Promise.allSettled(asked)

  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
})

it('refuses all who wait when the thread ends, and tells once that it did', async () => {
  const asked = await Promise.allSettled([thread.ask('end'), thread.ask(1)])

  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(thread.ask(1)).rejects.toMatchObject({ code: 'unavailable' })
  expect(ends).toHaveLength(1)
})

it('keeps the code of an error across the threads', async () => {
  const port = new EventEmitter() as EventEmitter & ThreadPort
  const posted = new Promise<object>((resolve) => (port.postMessage = resolve))
  const refuse = (): never => {
    throw new AppError('invalid', 'Too long')
  }
  answerInThread(port, refuse, () => undefined)

  port.emit('message', { asked: 7, question: '' })

  expect(await posted).toEqual({ answered: 7, error: { code: 'invalid', message: 'Too long' } })
})

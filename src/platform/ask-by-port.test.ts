import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { AppError } from '../domain/error.ts'
import { askByPort } from './ask-by-port.ts'
import { answerInThread } from './asked-thread.ts'

function connect(answer: (question: number) => Promise<number>) {
  const { port1, port2 } = new MessageChannel()
  answerInThread(port1, answer, () => undefined)
  return { ask: askByPort<number, number>(port2, 'search'), port1, port2 }
}

test('each question gets its own answer, in whatever order they come, or what went wrong with it', async () => {
  const first = Promise.withResolvers<number>()
  const { ask, port2 } = connect((question) => {
    if (question === 3) return Promise.reject(new AppError('invalid', 'Not three'))
    return question === 1 ? first.promise : Promise.resolve(question * 10)
  })

  const [slow, quick, wrong] = [ask(1), ask(2), ask(3)]
  wrong.catch(() => undefined)

  expect(await quick).toBe(20)
  await expect(wrong).rejects.toMatchObject({ code: 'invalid', message: 'Not three' })
  first.resolve(10)
  expect(await slow).toBe(10)
  port2.close()
})

test('who waits, and who asks later, is told when the other side has gone', async () => {
  const { ask, port1 } = connect(() => new Promise(() => undefined))

  const waiting = ask(1)
  port1.close()

  await expect(waiting).rejects.toMatchObject({ code: 'unavailable' })
  await expect(ask(2)).rejects.toMatchObject({ code: 'unavailable' })
})

test('who waits for an answer that does not come is told so, and others are answered', async () => {
  const { port1, port2 } = new MessageChannel()
  const answer = (question: number) => (question === 1 ? new Promise<number>(() => undefined) : Promise.resolve(20))
  answerInThread(port1, answer, () => undefined)
  const ask = askByPort<number, number>(port2, 'search', 20)

  const [unanswered, answered] = [ask(1), ask(2)]

  await expect(unanswered).rejects.toMatchObject({ code: 'unavailable', message: 'search gave no answer in 0.02 s' })
  expect(await answered).toBe(20)
  port1.close()
})

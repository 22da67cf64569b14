import { expect, it } from 'vitest'
import { createReached } from './reached.ts'

it('settles for whoever waits for a number once the index holds it, and for later ones at once', async () => {
  const reached = createReached()
  const settled: number[] = []
  const waits = [3, 5, 9].map((number) => reached.wait(number).then(() => settled.push(number)))

  reached.tell(5)
  await Promise.all(waits.slice(0, 2))
  await reached.wait(4)

  expect(settled).toEqual([3, 5])
})

it('refuses whoever waits at the second failure, and says what it was', async () => {
  const reached = createReached()
  const wait = reached.wait(3)

  reached.fail('ENOSPC: no space left on device')
  reached.fail('ENOSPC: no space left on device')

  await expect(wait).rejects.toMatchObject({ code: 'unavailable', message: expect.stringMatching(/ENOSPC/) as string })
})

it('takes a whole state between two failures for success', async () => {
  const reached = createReached()
  const wait = reached.wait(3)

  reached.fail('one')
  reached.tell(2)
  reached.fail('two')
  reached.tell(3)

  await expect(wait).resolves.toBeUndefined()
})

// How fast the kernels multiply matrices: what training and the lists of the search by meaning are made of.
//   npm run bench -- kernels
// Time is the processor's, the least of some rounds: other jobs share the machine.
import { KernelMemory } from '../src/engine/embed/kernels.ts'

const ROUNDS = 12
const CALLS = 4
const DIMENSIONS = 256

for (const [m, n] of [
  [128, 1024],
  [512, 512],
  [512, 1024],
] as const) {
  const memory = new KernelMemory((m * DIMENSIONS + n * DIMENSIONS + m * n) * 4 + 64)
  const [a, b, c] = [m * DIMENSIONS, n * DIMENSIONS, m * n].map((length) => fill(memory.floats(length))) as Offsets
  const { product, addProduct } = memory.kernels
  const flops = 2 * m * n * DIMENSIONS
  const rates = [
    `product ${rate(flops, () => product(c, a, b, m, n, DIMENSIONS))}`,
    `added ${rate(flops, () => addProduct(a, c, b, m, DIMENSIONS, n, n, 1))}`,
    `added, transposed ${rate(flops, () => addProduct(b, c, a, n, DIMENSIONS, m, 1, n))}`,
  ]
  console.log(`${m} x ${n} x ${DIMENSIONS}: ${rates.join(', ')}`)
}

type Offsets = [number, number, number]

function fill(floats: Float32Array): number {
  floats.forEach((_, i) => void (floats[i] = Math.sin(i)))
  return floats.byteOffset
}

function rate(flops: number, call: () => void): string {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage()
    for (let i = 0; i < CALLS; i++) call()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / CALLS
  })
  return `${(flops / Math.min(...times) / 1000).toFixed(1)} GFLOP/s`
}

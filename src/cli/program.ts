import { main } from './main.ts'

// Whoever reads may go away (`… | head`): what is left to say is said to nobody, and the work goes on to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await main(process.argv.slice(2))

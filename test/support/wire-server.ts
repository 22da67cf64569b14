import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server on a free port that answers as a test says, byte for byte if need be, until the test ends. */
export type WireServer = {
  /** Without a closing slash. */
  url: string
  /** Heads of the requests, in their order. */
  asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[]
  /** Connections that were opened, and the most that were open at once. */
  connections: { opened: number; mostOpen: number }
}

/** Starts a server of HTTP. */
export async function startWireServer(answer: RequestListener): Promise<WireServer> {
  const asked: WireServer['asked'] = []
  const server = createServer((request, response) => {
    asked.push({ method: request.method, url: request.url, headers: request.headers })
    answer(request, response)
  })
  return { ...(await listen(server)), asked }
}

/** Starts a server that writes what it likes to its sockets, once something was sent to it. */
export async function startRawServer(answer: (socket: Socket) => void): Promise<WireServer> {
  const server = createSocketServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => answer(socket))
  })
  return { ...(await listen(server)), asked: [] }
}

async function listen(server: Server): Promise<Omit<WireServer, 'asked'>> {
  const open = new Set<Socket>()
  const connections = { opened: 0, mostOpen: 0 }
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    connections.opened++
    connections.mostOpen = Math.max(connections.mostOpen, open.size)
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections }
}

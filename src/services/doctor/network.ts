import { createServer } from 'node:net'
import { isLoopback } from '../../domain/loopback.ts'
import { type Finding, failure, ok, toReason, warning } from './check.ts'

/** Where the server listens, and under which address its links begin; absent where it follows from the port. */
export type Place = { host: string; port: number; baseUrl: string | undefined }

const ANSWER_MS = 3000

/** Whether the public address fits where the server listens. */
export function checkAddress({ host, baseUrl = 'http://localhost' }: Place): Finding {
  const base = new URL(baseUrl)
  const [isOpen, isLocal] = [!isLoopback(host), isLoopback(base.hostname)]
  if (isOpen && isLocal) {
    const says = `Other machines reach the server (HOST is ${host}), but its links lead to ${base.origin}.`
    return warning(says, 'Set BASE_URL to the address under which readers reach it, or HOST to 127.0.0.1.')
  }
  if (!isLocal && base.protocol === 'http:') {
    const says = `Readers reach ${base.origin} without encryption.`
    return warning(says, 'Put a proxy with a certificate before it, and set BASE_URL to https://…')
  }
  if (isOpen && base.protocol === 'https:') {
    const says = `Other machines reach the server (HOST is ${host}) past the proxy of ${base.origin}.`
    return warning(
      says,
      'Set HOST to 127.0.0.1 where the proxy is on this machine; in a container it is right as it is.',
    )
  }
  return ok(
    isLocal ? `The server is for this machine: ${base.origin}.` : `A proxy passes ${base.origin} on to ${host}.`,
  )
}

/** Whether the port is free, or taken by a Broadsheet that answers. */
export async function checkPort({ host, port }: Place, version: string): Promise<Finding> {
  if (port === 0) return ok('The server picks a free port.')
  const code = await tryToListen(host, port)
  if (code === undefined) return ok(`Port ${port} is free: no server is running.`)
  if (code !== 'EADDRINUSE') {
    return failure(
      `The server may not listen on ${host} port ${port} (${code}).`,
      'Set HOST to an address of this machine, and PORT to 1024 or more.',
    )
  }
  return checkServer(host, port, version)
}

async function checkServer(host: string, port: number, version: string): Promise<Finding> {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}/healthz`
  let body: { status?: unknown; version?: unknown }
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) })
    body = ((await response.json()) ?? {}) as typeof body
    if (response.status === 503) {
      return failure(
        'The server runs and cannot reach its database.',
        'See the line on the database, and the log of the server.',
      )
    }
  } catch (error) {
    const says = `Something else has port ${port}: it does not answer as Broadsheet does (${toReason(error)}).`
    return failure(says, `End it, or set PORT to another one; "ss -ltnp 'sport = :${port}'" shows who it is.`)
  }
  if (body.status !== 'ok') {
    return failure(
      `Something else has port ${port}.`,
      `Set PORT to another one; "ss -ltnp 'sport = :${port}'" shows who it is.`,
    )
  }
  if (typeof body.version === 'string' && body.version !== version) {
    return warning(`The server that runs is version ${body.version}, and this is ${version}.`, 'Restart the server.')
  }
  return ok(`The server runs on port ${port} and answers.`)
}

/** The code of the error, or `undefined` where one can listen. */
function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })
}

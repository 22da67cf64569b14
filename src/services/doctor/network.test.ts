import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { checkAddress, checkPort } from './network.ts'

describe('checkAddress', () => {
  test.each([
    ['127.0.0.1', undefined, 'ok'],
    ['127.0.0.1', 'https://papers.example', 'ok'],
    ['::1', 'http://localhost:8080', 'ok'],
    ['0.0.0.0', undefined, 'warning'],
    ['0.0.0.0', 'http://localhost:8080', 'warning'],
    ['0.0.0.0', 'https://papers.example', 'warning'],
    ['127.0.0.1', 'http://papers.example', 'warning'],
  ])('of HOST %s and BASE_URL %s says %s', (host, baseUrl, outcome) => {
    expect(checkAddress({ host, port: 8080, baseUrl }).outcome).toBe(outcome)
  })
})

describe('checkPort', () => {
  const servers: Server[] = []
  afterEach(() => servers.splice(0).forEach((server) => server.close()))

  /** A server that answers everything with one status and body; returns where it listens. */
  async function answering(status: number, body: string) {
    const server = createServer((_request, response) => response.writeHead(status).end(body))
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, baseUrl: undefined }
  }

  test.each([
    ['a server of ours', 200, '{"status":"ok"}', 'ok'],
    ['a server of this version', 200, '{"status":"ok","version":"1.2.3"}', 'ok'],
    ['a server of another version', 200, '{"status":"ok","version":"1.2.2"}', 'warning'],
    ['a server without its database', 503, '{"title":"unavailable"}', 'failure'],
    ['a server of somebody else', 200, '<!doctype html>', 'failure'],
    ['a server of somebody else that speaks JSON', 200, 'null', 'failure'],
  ])('of a port with %s', async (_name, status, body, outcome) => {
    expect((await checkPort(await answering(status, body), '1.2.3')).outcome).toBe(outcome)
  })

  test('is content with a free port, and with any', async () => {
    const place = await answering(200, '')
    await new Promise((resolve) => servers.splice(0)[0]!.close(resolve))

    expect(await checkPort(place, '1.2.3')).toMatchObject({
      outcome: 'ok',
      says: expect.stringContaining('free') as string,
    })
    expect((await checkPort({ ...place, port: 0 }, '1.2.3')).outcome).toBe('ok')
  })

  test('says so where the address is not of this machine', async () => {
    const place = { host: '192.0.2.1', port: 8080, baseUrl: undefined }

    expect((await checkPort(place, '1.2.3')).says).toContain('EADDRNOTAVAIL')
  })
})

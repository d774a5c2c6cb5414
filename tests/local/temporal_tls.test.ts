import { readFileSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer, type TlsOptions } from 'node:tls'
import { NativeConnection } from '@temporalio/worker'
import { afterEach, expect, inject, onTestFinished, test, vi } from 'vitest'
import { checkTemporal } from '../../local/temporal/server.ts'
import { temporalConnection } from '../../local/temporal/connection.ts'

const file = (name: string) => join(import.meta.dirname, '../fixtures/tls', name)
// Valid for a hundred years; the key of the authority was deleted.
const [authority, crt, key] = [file('authority.crt'), file('localhost.crt'), file('localhost.key')]

afterEach(() => vi.unstubAllEnvs())

/** The test server behind TLS, named by TEMPORAL_ADDRESS. */
async function behindTls(options: TlsOptions = {}): Promise<string> {
  const [host, port] = inject('temporal_address').split(':')
  const server = createServer({ cert: readFileSync(crt), key: readFileSync(key), ALPNProtocols: ['h2'], ...options }, (socket) => {
    const onward = connect(Number(port), host)
    socket.pipe(onward).pipe(socket)
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const address = `localhost:${(server.address() as AddressInfo).port}`
  vi.stubEnv('TEMPORAL_ADDRESS', address)
  return address
}

test('commands and workers reach a Temporal behind TLS only with the certificate of its authority', async () => {
  const address = await behindTls()
  expect(await checkTemporal(address, inject('temporal_namespace'))).toMatch(/.+/)
  vi.stubEnv('TEMPORAL_TLS_SERVER_CA_CERT_PATH', authority)
  expect(await checkTemporal(address, inject('temporal_namespace'))).toBeNull()
  const connection = await NativeConnection.connect(await temporalConnection(address))
  await connection.workflowService.describeNamespace({ namespace: inject('temporal_namespace') })
  await connection.close()
})

test('a server that demands a client certificate gets it', async () => {
  const address = await behindTls({ requestCert: true, rejectUnauthorized: true, ca: readFileSync(authority) })
  vi.stubEnv('TEMPORAL_TLS_SERVER_CA_CERT_PATH', authority)
  expect(await checkTemporal(address, inject('temporal_namespace'))).toMatch(/.+/)
  vi.stubEnv('TEMPORAL_TLS_CLIENT_CERT_PATH', crt)
  vi.stubEnv('TEMPORAL_TLS_CLIENT_KEY_PATH', key)
  expect(await checkTemporal(address, inject('temporal_namespace'))).toBeNull()
})

test('an API key is sent to the server of TEMPORAL_ADDRESS, not to a local one', async () => {
  vi.stubEnv('TEMPORAL_ADDRESS', 'temporal.example.com:7233')
  vi.stubEnv('TEMPORAL_API_KEY', 'secret')
  expect(await temporalConnection('temporal.example.com:7233')).toMatchObject({ address: 'temporal.example.com:7233', apiKey: 'secret' })
  expect(await temporalConnection('127.0.0.1:7233')).toEqual({ address: '127.0.0.1:7233' })
})

test('a missing certificate is reported', async () => {
  vi.stubEnv('TEMPORAL_ADDRESS', 'temporal.example.com:7233')
  vi.stubEnv('TEMPORAL_TLS_SERVER_CA_CERT_PATH', '/nowhere/ca.pem')
  await expect(temporalConnection('temporal.example.com:7233').then(({ tls }) => tls)).rejects.toThrow(/nowhere\/ca\.pem/)
})

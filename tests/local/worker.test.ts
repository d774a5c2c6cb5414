import { copyFileSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig, type Config } from '../../engine/project/config.ts'
import { startWorker, stopWorker, workerStatus } from '../../local/worker.ts'
import { makeHome } from '../support/home.ts'

const root = join(import.meta.dirname, '../..')
const services = { databaseUrl: 'postgres://a', temporalAddress: 'b:1', temporalUiUrl: null }
const said: string[] = []
const report = (line: string) => void said.push(line)
let config: Config

/** Writes the program of the project's worker. */
function writeWorker(program: string): void {
  writeFileSync(join(config.project, 'scripts', 'memberhouse.mjs'), program)
}

beforeEach(async () => {
  said.splice(0)
  const project = makeHome()
  config = { ...(await readConfig(root, {})), project, home: join(project, '.memberhouse') }
  mkdirSync(join(project, 'scripts'))
  mkdirSync(config.home)
  copyFileSync(join(root, 'memberhouse.config.ts'), join(project, 'memberhouse.config.ts'))
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'))
})
afterEach(async () => {
  await stopWorker(config.home, report)
  rmSync(config.project, { recursive: true })
})

test('a worker keeps running; a second start finds it, and a start with other servers or settings replaces it', async () => {
  writeWorker(`if (process.argv[2] === 'worker') { process.send('ready'); setInterval(() => {}, 1000) }`)
  const first = await startWorker(config, services, 'queue', report)
  expect(await startWorker(config, services, 'queue', report)).toEqual(first)
  expect(workerStatus(config.home).pid).toBe(first.pid)
  const moved = await startWorker(config, { ...services, temporalAddress: 'b:2' }, 'queue', report)
  expect(moved.pid).not.toBe(first.pid)
  utimesSync(join(config.project, 'memberhouse.config.ts'), 0, 0)
  const reset = await startWorker(config, { ...services, temporalAddress: 'b:2' }, 'queue', report)
  expect(reset.pid).not.toBe(moved.pid)
  const recreated = await startWorker(config, { ...services, temporalAddress: 'b:2' }, 'queue of a new database at the same URL', report)
  expect(recreated.pid).not.toBe(reset.pid)
  const restart = ['The servers, settings or code have changed: restarting the worker', 'Starting a worker']
  expect(said).toEqual(['Starting a worker', ...restart, ...restart, ...restart])
  expect(await stopWorker(config.home, report)).toBe(true)
  expect(workerStatus(config.home).pid).toBeNull()
})

test('an error quotes the output of a worker that ends before it is ready', async () => {
  writeWorker(`throw new Error('no such queue')`)
  await expect(startWorker(config, services, 'queue', report)).rejects.toThrow(
    /The worker did not start: it ended with exit code 1[^]*no such queue/,
  )
  expect(workerStatus(config.home).pid).toBeNull()
})

import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { readConfig, type Config } from '../../engine/project/config.ts'
import { ensureServices, findServices } from '../../local/services.ts'
import { servicesStatus } from '../../local/status.ts'
import { createTestDatabase } from '../support/database.ts'
import { makeHome } from '../support/home.ts'

let given: Config
beforeAll(async () => {
  const home = makeHome()
  const { url, drop } = await createTestDatabase()
  given = {
    ...(await readConfig(join(import.meta.dirname, '../..'), {})),
    home,
    database_url: url,
    temporal_address: inject('temporal_address'),
  }
  return async () => {
    rmSync(home, { recursive: true })
    await drop()
  }
})

const silent = () => {}

test('servers that the environment names are used, and none is started', async () => {
  const services = { databaseUrl: given.database_url, temporalAddress: given.temporal_address, temporalUiUrl: null }
  expect(await ensureServices(given, silent)).toEqual(services)
  expect(findServices(given)).toEqual(services)
  const status = await servicesStatus(given)
  expect(status.map(({ name, state, detail }) => [name, state, detail])).toEqual([
    ['postgres', 'running', 'DATABASE_URL'],
    ['temporal', 'running', 'TEMPORAL_ADDRESS'],
    ['worker', 'stopped', null],
  ])
  expect(JSON.stringify(status)).not.toContain(new URL(given.database_url ?? '').password)
})

test('the error names the servers that do not run, with a hint', () => {
  const error = (() => {
    try {
      return findServices({ ...given, database_url: undefined, temporal_address: undefined })
    } catch (error) {
      return error
    }
  })()
  expect(error).toMatchObject({ message: 'Postgres and Temporal are not running.', hint: 'Start them with: memberhouse up' })
})

test('an error names both servers of the environment when neither answers', async () => {
  const wrong = { ...given, database_url: 'postgres://me:secret@127.0.0.1:1/x', temporal_address: '127.0.0.1:1' }
  const error = await ensureServices(wrong, silent).catch((error: Error) => error.message)
  expect(error).toMatch(
    /The Postgres of DATABASE_URL does not answer: .*ECONNREFUSED.*\nCannot use the Temporal server of TEMPORAL_ADDRESS 127\.0\.0\.1:1: /,
  )
  expect(error).not.toContain('secret')
})

test('a namespace that the Temporal of the environment lacks is reported', async () => {
  await expect(ensureServices({ ...given, temporal_namespace: 'nowhere' }, silent)).rejects.toThrow(
    /Cannot use the Temporal server .*nowhere/,
  )
})

test('MEMBERHOUSE_POSTGRES=container fails with a hint when there is no container engine', async () => {
  const home = makeHome()
  onTestFinished(() => rmSync(home, { recursive: true }))
  const { DOCKER_HOST } = process.env
  process.env.DOCKER_HOST = 'tcp://127.0.0.1:1'
  onTestFinished(() => void (DOCKER_HOST === undefined ? delete process.env.DOCKER_HOST : (process.env.DOCKER_HOST = DOCKER_HOST)))
  const starting = ensureServices({ ...given, home, database_url: undefined, postgres: 'container' }, silent)
  await expect(starting).rejects.toMatchObject({
    message: expect.stringMatching(/cannot run containers here/),
    hint: expect.stringMatching(/Start Docker/),
  })
})

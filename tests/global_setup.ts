import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { readConfig, type Config } from '../engine/project/config.ts'
import { migrate } from '../engine/meta/migrate.ts'
import { stopContainer } from '../local/postgres/container.ts'
import { postgresStatus } from '../local/postgres/server.ts'
import { markProcess } from '../local/base/process.ts'
import { ensureServices, stopServices } from '../local/services.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A database of the test server that holds nothing; `createTestDatabase` makes those for tests. */
    server_url: string
    template: string
    temporal_address: string
    temporal_namespace: string
  }
}

const project = join(import.meta.dirname, '..')
const homes = join(project, '.memberhouse', 'test')

/** Starts servers for one test run, with a migrated database to copy, and removes them after it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers()
  const config = { ...(await readConfig(project)), home: join(homes, String(process.pid)) }
  mkdirSync(config.home, { recursive: true })
  const { databaseUrl, temporalAddress } = await ensureServices(config, (line) => console.log(line))
  const template = `memberhouse_test_${process.pid}`
  await administer(databaseUrl, async (server) => {
    // These data need not outlive a crash; those of a server that was given are not ours to risk.
    if (config.database_url === undefined) {
      await server.query('alter system set fsync = off')
      await server.query('alter system set full_page_writes = off')
      await server.query('select pg_reload_conf()')
    }
    await server.query(`create database ${template}`)
  })
  const templateUrl = new URL(databaseUrl)
  templateUrl.pathname = template
  await migrate(templateUrl.href)
  provide('server_url', databaseUrl)
  provide('template', template)
  provide('temporal_address', temporalAddress)
  provide('temporal_namespace', config.temporal_namespace)
  return async () => {
    if (config.database_url !== undefined) await administer(databaseUrl, (server) => dropTestDatabases(server, template))
    await remove(config)
  }
}

async function dropTestDatabases(server: pg.Client, template: string): Promise<void> {
  const { rows } = await server.query<{ name: string }>('select datname as name from pg_database where starts_with(datname, $1)', [
    template,
  ])
  for (const { name } of rows) await server.query(`drop database if exists ${name} with (force)`)
}

async function administer(url: string, work: (server: pg.Client) => Promise<void>): Promise<void> {
  const server = new pg.Client(url)
  await server.connect()
  try {
    await work(server)
  } finally {
    await server.end()
  }
}

// A test run that was killed leaves its servers behind: the next one ends them.
async function removeLeftovers(): Promise<void> {
  mkdirSync(homes, { recursive: true })
  const config = await readConfig(project)
  for (const name of readdirSync(homes)) {
    if (markProcess(Number(name)) === null) await remove({ ...config, home: join(homes, name) })
  }
}

async function remove(config: Config): Promise<void> {
  const silent = () => {}
  const { data } = postgresStatus(config.home)
  await stopServices(config, silent)
  if (config.postgres === 'container') await stopContainer(config.home, silent, true)
  for (const folder of [data, config.home]) if (folder !== null) rmSync(folder, { recursive: true, force: true })
  // For root in a folder closed to others the data have a folder of their own elsewhere.
  if (data !== null && dirname(data) !== config.home) rmSync(dirname(data), { recursive: true, force: true })
}

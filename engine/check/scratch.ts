import pg from 'pg'
import type { Project } from '../project/compile.ts'
import type { Node } from '../project/node.ts'
import { identifier } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { plainSession } from '../postgres/plain_session.ts'
import { hasRegistry, readableColumns, registryOf } from '../project/node.ts'

/**
 * Runs `work` in a transaction of a scratch database beside the warehouse, one at a time: a second session would wait for the schemas
 * of the first anyhow, and could deadlock on them. It is rolled back, unless `work` commits.
 */
export async function inScratch<Result>(url: string, work: (scratch: pg.Client) => Promise<Result>): Promise<Result> {
  const scratch = await openScratch(url)
  try {
    await scratch.query(`begin; select pg_advisory_xact_lock(1); set local client_min_messages = warning; ${plainSession}`)
    return await work(scratch)
  } finally {
    await scratch.end()
  }
}

async function openScratch(url: string): Promise<pg.Client> {
  const scratchUrl = new URL(url)
  const name = `${decodeURIComponent(scratchUrl.pathname.slice(1))}_scratch`
  scratchUrl.pathname = `/${encodeURIComponent(name)}`
  const connect = async () => {
    const client = new pg.Client({ connectionString: scratchUrl.href, application_name: 'memberhouse:scratch' })
    // Its query fails when the connection is lost; unheard, the event would end the process.
    client.on('error', () => {})
    await client.connect()
    return client
  }
  return connect().catch(async (error: Error & { code?: string }) => {
    if (error.code !== '3D000') throw error
    const warehouse = new pg.Client({ connectionString: url })
    await warehouse.connect()
    try {
      await warehouse.query(`create database ${identifier(name)}`)
    } catch (cause) {
      const { code, message } = cause as Error & { code?: string }
      // Someone else made it at the same moment.
      if (code !== '42P04' && code !== '23505')
        throw new MemberhouseError(`Models are checked in a scratch database "${name}", which cannot be created: ${message}`, {
          hint: `Have it created once by someone who may: create database ${identifier(name)}`,
          cause,
        })
    } finally {
      await warehouse.end()
    }
    return connect()
  })
}

/** SQL that makes every model an empty table of its contract under its real name, so that selects run there unchanged. */
export function emptyTables({ nodes, functions }: Pick<Project, 'nodes' | 'functions'>): string {
  const tables = [...nodes.filter((node) => node.store), ...nodes.filter(hasRegistry).map(registryOf)]
  const schemas = new Set([...nodes, ...tables].map((node) => node.name.split('.')[0]!).concat('warehouse'))
  return [
    ...[...schemas].map((schema) => `create schema ${identifier(schema)};`),
    ...functions.map(([, text]) => text),
    ...tables.map((node) => `create table ${node.name} (${columnsOf(node)});`),
  ].join('\n')
}

const columnsOf = (node: Node) =>
  readableColumns(node)
    .map((column) => `${identifier(column.name)} ${column.type}`)
    .join(', ')

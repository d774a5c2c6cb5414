import pg from 'pg'
import type { Project } from '../project/compile.ts'
import type { Node } from '../project/node.ts'
import { identifier } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { plainSession } from '../postgres/plain_session.ts'
import { engineRelations } from '../project/engine_relations.ts'
import { hasRegistry, readableColumns, registryOf } from '../project/node.ts'

/**
 * Runs `work` in a transaction of the scratch database beside the warehouse, and rolls it back unless `work` commits. One session at a
 * time: a second one would wait for the schemas that the first creates, and could deadlock.
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
    // A query on a lost connection fails. Without this listener, the event would end the process.
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
      // Another session created it at the same moment.
      if (code !== '42P04' && code !== '23505')
        throw new MemberhouseError(`Could not create the scratch database "${name}", in which models are checked: ${message}`, {
          hint: `Ask an administrator to create it once: create database ${identifier(name)}`,
          cause,
        })
    } finally {
      await warehouse.end()
    }
    return connect()
  })
}

/** Returns SQL that creates an empty table for every model, by its contract and under its real name, so that selects run unchanged. */
export function emptyTables({ nodes, functions }: Pick<Project, 'nodes' | 'functions'>): string {
  const tables = [...engineRelations, ...nodes.filter((node) => node.store), ...nodes.filter(hasRegistry).map(registryOf)]
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

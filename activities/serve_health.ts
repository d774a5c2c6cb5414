import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import type { Config } from '../engine/project/config.ts'
import type { Connection, Database } from '../engine/postgres/database.ts'
import { checkServed } from '../engine/meta/temporal_names.ts'
import { MemberhouseError } from '../engine/base/errors.ts'
import { describeMetrics, metricsType, type Pool } from './describe_metrics.ts'

/** A health check: resolves to null if healthy, otherwise to the problem. */
type Check = () => Promise<string | null>

export type Health = {
  config: Config
  /** The worker's own connections; the metrics report their use. */
  database: Database
  /** Identifies the database that the worker serves. */
  taskQueue: string
  temporal: Check
  worker: Check
}

/** How long a server may take to answer a probe, in milliseconds. */
export const patience_ms = 2_000

/**
 * Serves `GET /healthz` and `GET /metrics` of a worker at an address; without an address, nothing. Both answer within seconds even if a
 * server hangs. Throws when the address is in use.
 */
export async function serveHealth(address: string | undefined, health: Health): Promise<{ url: string | null; close: () => void }> {
  if (address === undefined) return { url: null, close: () => {} }
  const colon = address.lastIndexOf(':')
  const check = shareResult(() => checkHealth(health))
  const metrics = shareResult(() => readMetrics(health))
  const server = createServer((request, response) => {
    const send = (code: number, type: string, text: string) => {
      response.writeHead(code, { 'content-type': type, 'cache-control': 'no-store' }).end(request.method === 'HEAD' ? undefined : text)
    }
    const path = new URL(request.url ?? '/', 'http://worker').pathname
    const page = { '/healthz': check, '/metrics': metrics }[path]
    if (!page) return send(404, 'text/plain', 'Not found. Paths: /healthz, /metrics\n')
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'Only GET and HEAD are allowed.\n')
    page().then(
      ({ code, type, text }) => send(code, type, text),
      () => send(500, 'text/plain', 'The page could not be created.\n'),
    )
  })
  server.listen({ host: address.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port: Number(address.slice(colon + 1)) })
  await once(server, 'listening').catch((cause: Error) => {
    throw new MemberhouseError(`The worker cannot serve its health at ${address}: ${cause.message}`, {
      hint: 'Set MEMBERHOUSE_HEALTH_ADDRESS to a free address, or unset it.',
      cause,
    })
  })
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: urlOf(server), close }
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

type Page = { code: number; type: string; text: string }

async function checkHealth({ database, taskQueue, temporal, worker }: Health): Promise<Page> {
  const [postgres, ...others] = await Promise.all([
    withProbe(database, (connection) => checkServed(connection, taskQueue)).then(() => null, messageOf),
    withTimeout(temporal()).catch(messageOf),
    withTimeout(worker()).catch(messageOf),
  ])
  const found = { postgres, temporal: others[0], worker: others[1] }
  const is_healthy = Object.values(found).every((problem) => problem === null)
  const states = Object.fromEntries(Object.entries(found).map(([name, problem]) => [name, problem ?? 'ok']))
  return {
    code: is_healthy ? 200 : 503,
    type: 'application/json',
    text: `${JSON.stringify({ is_healthy, ...states, pool: poolOf(database) })}\n`,
  }
}

async function readMetrics({ config, database }: Health): Promise<Page> {
  const text = await withProbe(database, (connection) => describeMetrics(config, poolOf(database), connection)).catch(() =>
    describeMetrics(config, poolOf(database), null),
  )
  return { code: 200, type: metricsType, text }
}

const poolOf = ({ totalCount, idleCount, waitingCount, options }: Database): Pool => ({
  size: options.max,
  in_use: totalCount - idleCount,
  idle: idleCount,
  waiting: waitingCount,
})

/**
 * Runs `work` on a new connection, because the worker's may all be in use. Times out after `patience_ms`, so that a hanging server blocks
 * nothing.
 */
async function withProbe<Result>(database: Database, work: (connection: Connection) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    ...database.options,
    application_name: 'memberhouse:health',
    connectionTimeoutMillis: patience_ms,
    statement_timeout: patience_ms,
  })
  client.on('error', () => {})
  try {
    return await withTimeout(client.connect().then(() => work(client)))
  } finally {
    // If a query is still running, this closes the socket at once.
    client.end().catch(() => {})
  }
}

function withTimeout<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience_ms / 1000} s`)), patience_ms)
  })
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer))
}

/** Concurrent requests share one result, so that requests do not pile up at a hanging server. */
function shareResult<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined
  return () => (running ??= work().finally(() => (running = undefined)))
}

const messageOf = (error: unknown) => (error instanceof Error && error.message ? error.message : String(error))

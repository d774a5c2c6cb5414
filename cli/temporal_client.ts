import { Client, Connection } from '@temporalio/client'
import type { Config } from '../engine/project/config.ts'
import { MemberhouseError } from '../engine/base/errors.ts'
import { findTemporalAddress, notRunning } from '../local/services.ts'
import { temporalConnection } from '../local/temporal/connection.ts'

/** Connects to the project's Temporal while `work` runs. */
export async function withTemporal<Result>(config: Config, work: (client: Client) => Promise<Result>): Promise<Result> {
  const temporal = findTemporalAddress(config)
  if (temporal === null) throw notRunning(['Temporal'])
  const options = await temporalConnection(temporal.temporalAddress)
  const connection = await Connection.connect({ ...options, connectTimeout: '5s' }).catch((cause: Error) => {
    throw new MemberhouseError(`Temporal does not answer at ${temporal.temporalAddress}: ${cause.message}`, {
      hint: 'Start it with: memberhouse up',
      cause,
    })
  })
  const closing = new AbortController()
  try {
    return await connection.withAbortSignal(closing.signal, () => work(new Client({ connection, namespace: config.temporal_namespace })))
  } finally {
    // A pending call, such as the wait for a parked run, would be retried for 10 s and keep the process alive.
    closing.abort()
    await connection.close()
  }
}

import type { ActivityInterceptorsFactory } from '@temporalio/worker'
import { checkServed } from '../engine/meta/temporal_names.ts'
import type { Database } from '../engine/postgres/database.ts'
import { heartbeating } from './heartbeat.ts'
import { reportFailure, withHint } from './report_failure.ts'

/**
 * Fails every activity, without retries, while the worker's connections lead to another database than the run's: an address may be moved,
 * or a database created again. Otherwise the run would be written into a database that only has the same address.
 */
export const checkDatabase =
  (database: Database): ActivityInterceptorsFactory =>
  ({ info }) => ({
    inbound: {
      async execute(input, next) {
        // Heartbeats, because a connection may be long in coming.
        await reportFailure(() => heartbeating(() => checkServed(database, info.taskQueue)), withHint)
        return next(input)
      },
    },
  })

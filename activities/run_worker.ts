import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { NativeConnection, Runtime, Worker, type NativeConnectionOptions } from '@temporalio/worker'
import type { Config } from '../engine/project/config.ts'
import type { Database } from '../engine/postgres/database.ts'
import { readTemporalNames } from '../engine/meta/temporal_names.ts'
import { checkDatabase } from './check_database.ts'
import { createActivities } from './create_activities.ts'
import { patience_ms, serveHealth } from './serve_health.ts'
import { activityLog, openLog, sdkLog } from './worker_log.ts'

type Options = { config: Config; url: string; database: Database; temporal: NativeConnectionOptions; signal?: AbortSignal }

/**
 * Takes runs from Temporal until SIGINT, SIGTERM or `signal`; calls `onReady` once it does. Logs one JSON object per line and serves its
 * health at the configured address. Can be called once per process.
 */
export async function runWorker({ config, url, database, temporal, signal }: Options, onReady: () => void): Promise<void> {
  // Loaded now: by the time a run begins, a newer version may have replaced the files of this one.
  await import('../engine/project/compile.ts')
  const log = openLog()
  const logger = sdkLog(log)
  const telemetryOptions = { logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } } } as const
  Runtime.install({ logger, telemetryOptions })
  const { taskQueue, database: name } = await readTemporalNames(database)
  const namespace = config.temporal_namespace
  const connection = await NativeConnection.connect(temporal)
  let worker: Worker | undefined
  let health: Awaited<ReturnType<typeof serveHealth>> | undefined
  try {
    health = await serveHealth(config.health_address, {
      config,
      database,
      taskQueue,
      // Without a deadline the SDK would keep retrying after the probe has timed out.
      temporal: () =>
        connection
          .withDeadline(Date.now() + patience_ms, () => connection.workflowService.describeNamespace({ namespace }))
          .then(() => null),
      worker: () => Promise.resolve(worker?.getState() === 'RUNNING' ? null : `is ${worker?.getState().toLowerCase() ?? 'starting'}`),
    })
    const bundler = fileURLToPath(new URL('./bundle_workflows.ts', import.meta.url))
    const bundle = await promisify(execFile)(process.execPath, ['--import', 'tsx', bundler], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      maxBuffer: 1024 ** 3,
    })
    worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowBundle: { code: bundle.stdout },
      activities: createActivities({ database, url, config }),
      interceptors: { activity: [activityLog, checkDatabase(database)] },
      maxConcurrentActivityTaskExecutions: config.heavy_slots + config.light_slots + 4,
      // Cancellations arrive with heartbeats: 0.03–0.4 s with this value, 2–4 s with the default.
      maxHeartbeatThrottleInterval: '500ms',
      // Runs of a killed worker wait this long on its own queue; the default is 10 s.
      stickyQueueScheduleToStartTimeout: '1s',
      shutdownGraceTime: '3s',
    })
    signal?.addEventListener('abort', () => worker!.shutdown())
    const running = worker.run()
    log.info({ database: name, queue: taskQueue, health: health.url }, 'the worker takes runs')
    onReady()
    await running
    log.info('the worker has stopped')
  } finally {
    health?.close()
    await connection.close()
  }
}

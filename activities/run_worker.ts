import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { NativeConnection, Runtime, Worker, type NativeConnectionOptions } from '@temporalio/worker'
import type { Config } from '../engine/project/config.ts'
import type { Database } from '../engine/postgres/database.ts'
import { temporalNames } from '../engine/meta/temporal_names.ts'
import { createActivities } from './create_activities.ts'
import { patience_ms, serveHealth } from './serve_health.ts'
import { activityLog, openLog, sdkLog } from './worker_log.ts'

type Options = { config: Config; url: string; database: Database; temporal: NativeConnectionOptions; signal?: AbortSignal }

/**
 * Takes runs from Temporal until the process is told to stop (SIGINT, SIGTERM) or `signal` aborts; `onReady` is told when it does.
 * Logs a JSON object a line, and serves its health where the configuration says. Once a process.
 */
export async function runWorker({ config, url, database, temporal, signal }: Options, onReady: () => void): Promise<void> {
  // Asked for when a run begins, perhaps after a newer command has put its code in the place of this one's.
  await import('../engine/project/compile.ts')
  const log = openLog()
  const logger = sdkLog(log)
  const telemetryOptions = { logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } } } as const
  Runtime.install({ logger, telemetryOptions })
  const { taskQueue } = temporalNames(url)
  const namespace = config.temporal_namespace
  const connection = await NativeConnection.connect(temporal)
  let worker: Worker | undefined
  let health: Awaited<ReturnType<typeof serveHealth>> | undefined
  try {
    health = await serveHealth(config.health_address, {
      config,
      database,
      // Without a deadline the SDK asks again and again, for a probe that nobody waits for.
      temporal: () =>
        connection
          .withDeadline(Date.now() + patience_ms, () => connection.workflowService.describeNamespace({ namespace }))
          .then(() => null),
      worker: () => Promise.resolve(worker?.getState() === 'RUNNING' ? null : `is ${worker?.getState().toLowerCase() ?? 'starting'}`),
    })
    const bundling = fileURLToPath(new URL('./bundle_workflows.ts', import.meta.url))
    const bundled = await promisify(execFile)(process.execPath, ['--import', 'tsx', bundling], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      maxBuffer: 1024 ** 3,
    })
    worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowBundle: { code: bundled.stdout },
      activities: createActivities({ database, url, config }),
      interceptors: { activity: [activityLog] },
      maxConcurrentActivityTaskExecutions: config.heavy_slots + config.light_slots + 4,
      // Cancellation comes by heartbeat: throttled as by default it takes 2–4 s, so 0.03–0.4 s.
      maxHeartbeatThrottleInterval: '500ms',
      // After a killed worker its runs would wait 10 s on the queue that only it served.
      stickyQueueScheduleToStartTimeout: '1s',
      shutdownGraceTime: '3s',
    })
    signal?.addEventListener('abort', () => worker!.shutdown())
    const running = worker.run()
    log.info({ queue: taskQueue, health: health.url }, 'the worker takes runs')
    onReady()
    await running
    log.info('the worker has stopped')
  } finally {
    health?.close()
    await connection.close()
  }
}

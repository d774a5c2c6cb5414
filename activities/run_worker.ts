import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker'
import type { Config } from '../engine/config.ts'
import type { Database } from '../engine/database.ts'
import { temporalNames } from '../engine/environment.ts'
import { createActivities } from './create_activities.ts'

type Options = { config: Config; url: string; database: Database; address: string; signal?: AbortSignal }

/** Takes runs from Temporal until the process is told to stop (SIGINT, SIGTERM) or `signal` aborts; `onReady` is told when it does. */
export async function runWorker({ config, url, database, address, signal }: Options, onReady: () => void): Promise<void> {
  const workflowsPath = fileURLToPath(new URL('../workflows/build_release.ts', import.meta.url))
  const [connection, workflowBundle] = await Promise.all([NativeConnection.connect({ address }), bundleWorkflowCode({ workflowsPath })])
  try {
    const worker = await Worker.create({
      connection,
      namespace: config.temporal_namespace,
      taskQueue: temporalNames(url).taskQueue,
      workflowBundle,
      activities: createActivities({ database, url, config }),
      maxConcurrentActivityTaskExecutions: config.heavy_slots + config.light_slots + 4,
      // Cancellation comes by heartbeat: throttled as by default it takes 2–4 s, so 0.03–0.4 s.
      maxHeartbeatThrottleInterval: '500ms',
      // After a killed worker its runs would wait 10 s on the queue that only it served.
      stickyQueueScheduleToStartTimeout: '1s',
      shutdownGraceTime: '3s',
    })
    signal?.addEventListener('abort', () => worker.shutdown())
    const running = worker.run()
    onReady()
    await running
  } finally {
    await connection.close()
  }
}

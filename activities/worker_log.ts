import type { ActivityInterceptorsFactory, Logger as SdkLogger, LogLevel, LogMetadata } from '@temporalio/worker'
import { log } from '@temporalio/activity'
import { pino, stdTimeFunctions, type Logger } from 'pino'
import { messageOf } from '../engine/run/walk.ts'

/** The worker's log: one JSON object per line on standard output, with the run and node that a line is about. */
export const openLog = (): Logger =>
  pino({ base: { pid: process.pid }, timestamp: stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } })

// The fields of an SDK log line that are logged. Of errors, only the message: activities make sure that it quotes no row.
const loggedFields = [
  'run',
  'node',
  'workflowId',
  'workflowType',
  'activityType',
  'attempt',
  'seconds',
  'state',
  'row_count',
  'changed_count',
  'as_of',
]
const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const

/** Adapts the log for the Temporal SDK, which writes its own lines and those of workflows and activities. */
export function sdkLog(to: Logger): SdkLogger {
  const write = (level: LogLevel, message: string, meta: LogMetadata = {}) => {
    const fields = Object.fromEntries(loggedFields.flatMap((name) => (meta[name] === undefined ? [] : [[name, meta[name] as unknown]])))
    to[levels[level]]({ ...fields, ...(meta.error === undefined ? {} : { error: messageOf(meta.error) }) }, message)
  }
  const at = (level: LogLevel) => (message: string, meta?: LogMetadata) => write(level, message, meta)
  return { log: write, trace: at('TRACE'), debug: at('DEBUG'), info: at('INFO'), warn: at('WARN'), error: at('ERROR') }
}

/** Adds the run and node to each log line of an activity, and logs its result when it is done. */
export const activityLog: ActivityInterceptorsFactory = ({ info }) => {
  const about: { run?: number; node?: string } = {}
  return {
    inbound: {
      async execute(input, next) {
        const [of, name] = input.args as [{ run_id?: number } | number | undefined, unknown]
        const run = typeof of === 'number' ? of : of?.run_id
        if (run !== undefined) about.run = run
        if (info.activityType === 'buildNode') about.node = String(name)
        const started = performance.now()
        const result = (await next(input)) as { run_id?: number } | undefined
        about.run ??= result?.run_id
        const seconds = Math.round(performance.now() - started) / 1000
        log.info(`${info.activityType} done`, { ...(typeof result === 'object' ? result : {}), seconds })
        return result
      },
    },
    outbound: { getLogAttributes: (input, next) => next({ ...input, ...about }) },
  }
}

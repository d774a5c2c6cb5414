import { z } from 'zod'

const date = z.iso.date('expected a date like 2011-06-01')

/** The request that starts a run. */
export const runRequest = z.strictObject({
  /** Exclusive. Null means the day of the schedule's nominal time, else the as_of of the release that readers see, else today. */
  as_of: date.nullable().default(null),
  select: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  full_refresh: z.boolean().default(false),
  /** `auto` publishes unless the run built a selection or its as_of is before the published one. */
  publish: z.enum(['auto', 'always', 'never']).default('auto'),
  supersede: z.boolean().default(false),
  /** A scheduled run waits for the lease and supersedes a parked run; a command fails in both cases. */
  is_scheduled: z.boolean().default(false),
  actor: z.string().min(1),
})

export type RunRequest = z.infer<typeof runRequest>

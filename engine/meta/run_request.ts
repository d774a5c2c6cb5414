import { z } from 'zod'

const date = z.iso.date('expected a date like 2011-06-01')

/** What a run is asked to do. */
export const runRequest = z.strictObject({
  /** Exclusive. Null: the schedule's nominal time, else that of the newest published release, else today. */
  as_of: date.nullable().default(null),
  select: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  full_refresh: z.boolean().default(false),
  /** `auto` publishes a whole run that does not go back in time. */
  publish: z.enum(['auto', 'always', 'never']).default('auto'),
  supersede: z.boolean().default(false),
  /** A scheduled run waits for the lease, a command is told who holds it. */
  is_scheduled: z.boolean().default(false),
  actor: z.string().min(1),
})

export type RunRequest = z.infer<typeof runRequest>

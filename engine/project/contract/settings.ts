import { z } from 'zod'
import { isTimeZone } from '../time_zone.ts'

/** Options that make every failure of a schema read "expected <text>". */
export const expecting = (text: string) => ({
  error: (issue: { code?: string }) => (issue.code === 'unrecognized_keys' ? undefined : text),
})
const count = (text: string, least: number) => z.int(expecting(text)).min(least, text).max(1_000_000, text)

const hours = 'a number of hours up to 720'
const timeZone = z.string(expecting('a time zone such as "Europe/London"')).refine(isTimeZone, 'a time zone such as "Europe/London"')

const hookShape = 'an object with either command (the program and its arguments, in a list) or url'
const hook = z
  .strictObject(
    {
      command: z
        .array(z.string(expecting('a text')), expecting('a list: the program and its arguments'))
        .min(1, 'a program')
        .optional(),
      url: z
        .string(expecting('a URL such as "https://alerts.example.com/memberhouse"'))
        .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'a URL such as "https://alerts.example.com/memberhouse"')
        .optional(),
    },
    expecting(hookShape),
  )
  .refine(({ command, url }) => (command === undefined) !== (url === undefined), hookShape)

/** The schema of `memberhouse.config.ts`. */
export const settings = z.strictObject(
  {
    /** The time zone that decides where a business day begins, such as `Asia/Shanghai`. */
    time_zone: timeZone,
    /** When nights start. `memberhouse schedule apply` brings a change to Temporal. */
    schedule: z.strictObject(
      {
        /** The time of day at which a night starts, such as `02:30`. */
        at: z.string(expecting('a time of day such as "02:30"')).regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "02:30"'),
        /**
         * The time zone of `at`.
         * @default the project's `time_zone`
         */
        time_zone: timeZone.optional(),
        /** What happens when a night is due while the one before still runs: it is skipped, or it starts after it. */
        overlap: z.enum(['skip', 'buffer_one'], expecting('"skip" or "buffer_one"')),
        /** How late a night that was missed may still start, such as `1 hour` or `90 minutes`. */
        catch_up: z
          .string(expecting('a duration such as "1 hour" or "90 minutes"'))
          .regex(/^[1-9]\d{0,5} (minute|hour|day)s?$/, 'a duration such as "1 hour" or "90 minutes"')
          .transform((text) => text as `${number} ${'minute' | 'hour' | 'day'}${'' | 's'}`),
      },
      expecting('an object with at, overlap and catch_up'),
    ),
    /** How many models with `heavy: true` are built at once. */
    heavy_slots: count('a whole number from 1', 1),
    /** How many other models are built at once. */
    light_slots: count('a whole number from 1', 1),
    /**
     * Hours until a parked run fails. A night waits as long for another run to end. At most 720.
     * @default 6
     */
    parked_hours: z.number(expecting(hours)).positive(hours).max(720, hours).default(6),
    /**
     * Days that the `as_of` of a run may be from that of the release that readers see, in either direction. A run with a larger step waits
     * for an approval. The default lets a monthly build through.
     * @default 31
     */
    max_as_of_step_days: count('a whole number of days from 1', 1).default(31),
    /** Milliseconds from a publication to the moment at which readers see it, at least 200. Publishing itself must take less than half of it. */
    publication_delay_ms: count('a whole number of milliseconds from 200', 200),
    /**
     * A hook that is called when a run ends: `{ command: ['program', 'argument'] }`, which gets one JSON object on its standard input, or
     * `{ url: 'https://…' }`, which gets it as the body of a POST.
     * @default no hook
     */
    on_run_finished: hook.optional(),
    /**
     * A hook that is called when a run is parked, in the same form.
     * @default no hook
     */
    on_run_parked: hook.optional(),
  },
  expecting('an object of settings as the default export'),
)

/** The settings of `memberhouse.config.ts`, as they are written. */
export type Settings = z.input<typeof settings>
/** A program or an address that is called when a run ends or is parked. */
export type Hook = z.infer<typeof hook>

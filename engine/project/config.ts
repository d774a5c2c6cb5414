import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { MemberhouseError } from '../base/errors.ts'
import { importDefaults } from './import_defaults.ts'

const file = 'memberhouse.config.ts'

/** A schema whose every failure reads "expected <what>". */
const expecting = (what: string) => ({ error: (issue: { code?: string }) => (issue.code === 'unrecognized_keys' ? undefined : what) })
const count = (what: string, least: number) => z.int(expecting(what)).min(least, what).max(1_000_000, what)

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

const settings = z.strictObject(
  {
    /** The zone whose days the business counts in. */
    time_zone: timeZone,
    schedule: z.strictObject(
      {
        /** When the night begins, on the clock of the schedule's zone. */
        at: z.string(expecting('a time of day such as "02:30"')).regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "02:30"'),
        /** The zone of `at`: that of the business unless another is named. */
        time_zone: timeZone.optional(),
        /** What a night does that finds the one before still running. */
        overlap: z.enum(['skip', 'buffer_one'], expecting('"skip" or "buffer_one"')),
        /** How late a missed night is still started. */
        catch_up: z
          .string(expecting('a duration such as "1 hour" or "90 minutes"'))
          .regex(/^[1-9]\d{0,5} (minute|hour|day)s?$/, 'a duration such as "1 hour" or "90 minutes"')
          .transform((text) => text as `${number} ${'minute' | 'hour' | 'day'}${'' | 's'}`),
      },
      expecting('an object with at, overlap and catch_up'),
    ),
    /** How many heavy nodes of a run are built at once. */
    heavy_slots: count('a whole number from 1', 1),
    /** How many other nodes of a run go on at once. */
    light_slots: count('a whole number from 1', 1),
    /** How long a parked run waits for a person before it fails, and a scheduled one for another that builds. */
    parked_hours: z.number(expecting(hours)).positive(hours).max(720, hours).default(6),
    /** How long after its commit a publication takes effect. */
    publication_delay_ms: count('a whole number of milliseconds from 200', 200),
    /** What is told that a run has ended: gets one JSON object, a command on its standard input, a URL as the body of a POST. */
    on_run_finished: hook.optional(),
    /** What is told that a run is parked and waits for a person. */
    on_run_parked: hook.optional(),
  },
  expecting('an object of settings as the default export'),
)

const address = /^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/

const environment = z.object({
  DATABASE_URL: z.string().refine(isPostgresUrl, 'a URL such as "postgres://user:password@host:5432/database"').optional(),
  TEMPORAL_ADDRESS: z.string().regex(address, 'an address such as "localhost:7233"').optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_CLI: z.string().optional(),
  MEMBERHOUSE_POSTGRES: z.enum(['embedded', 'container'], expecting('"embedded" or "container"')).default('embedded'),
  MEMBERHOUSE_HOME: z.string().default('.memberhouse'),
  MEMBERHOUSE_HEALTH_ADDRESS: z
    .string()
    .regex(address, 'an address such as "127.0.0.1:9464", or "0.0.0.0:9464" for all of the machine')
    .optional(),
})

/** What `memberhouse.config.ts` says. */
export type Settings = z.input<typeof settings>
export type Hook = z.infer<typeof hook>
export type Config = Awaited<ReturnType<typeof readConfig>>

/** Reads and checks all settings of a project: its config file and its environment; throws one error that names all that is wrong. */
export async function readConfig(projectDir: string, env: NodeJS.ProcessEnv = process.env) {
  const given = await importSettings(projectDir)
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const fromFile = settings.safeParse(given)
  const fromEnvironment = environment.safeParse(set)
  const problems = [
    ...(fromFile.error?.issues.flatMap((issue) => describe(issue, given, `in ${file}`, settings)) ?? []),
    ...(fromEnvironment.error?.issues.flatMap((issue) => describe(issue, set, 'in the environment')) ?? []),
    ...unknownVariables(set),
  ]
  if (!fromFile.success || !fromEnvironment.success || problems.length > 0) {
    const title = problems.length === 1 ? 'A setting is wrong:' : `${problems.length} settings are wrong:`
    throw new MemberhouseError([title, ...problems.map((problem) => `  ${problem}`)].join('\n'), {
      hint: `Correct ${file} or the environment, then run the command again.`,
    })
  }
  const { schedule, ...rest } = fromFile.data
  const variables = fromEnvironment.data
  const project = resolve(projectDir)
  return {
    ...rest,
    schedule: { ...schedule, time_zone: schedule.time_zone ?? rest.time_zone },
    project,
    home: resolve(project, variables.MEMBERHOUSE_HOME),
    database_url: variables.DATABASE_URL,
    postgres: variables.MEMBERHOUSE_POSTGRES,
    temporal_address: variables.TEMPORAL_ADDRESS,
    temporal_namespace: variables.TEMPORAL_NAMESPACE,
    temporal_cli: variables.TEMPORAL_CLI,
    health_address: variables.MEMBERHOUSE_HEALTH_ADDRESS,
  }
}

async function importSettings(projectDir: string): Promise<unknown> {
  const path = resolve(projectDir, file)
  if (!existsSync(path))
    throw new MemberhouseError(`${join(projectDir, file)} is missing.`, { hint: 'Run the command in a Memberhouse project.' })
  try {
    return (await importDefaults(resolve(projectDir), [file]))[0]
  } catch (cause) {
    throw new MemberhouseError(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

function describe(issue: z.core.$ZodIssue, given: unknown, where: string, schema?: z.ZodType): string[] {
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], given)
  const name = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path).join(', ')
    return issue.keys.map((key) => `${[...issue.path, key].map(String).join('.')} ${where} is no setting; known are ${known}`)
  }
  // A password is not for the screen, nor for the log of a build server.
  const shown =
    value === undefined
      ? 'nothing'
      : JSON.stringify(value)
          .replace(/:[^:@/"]*@/g, ':***@')
          // So is a key in the path of a web hook.
          .replace(/(https?:\/\/[^/"]*\/)[^"]+/g, '$1***')
  return [`${name === '' ? 'The default export' : name} ${where}: expected ${issue.message}, got ${shown}`]
}

function knownKeys(schema: z.ZodType | undefined, path: PropertyKey[]): string[] {
  const at = path.reduce<z.ZodType | undefined>((outer, key) => {
    const inner = outer instanceof z.ZodObject ? (outer.shape[String(key)] as z.ZodType | undefined) : undefined
    return inner instanceof z.ZodOptional ? (inner.unwrap() as z.ZodType) : inner
  }, schema)
  return at instanceof z.ZodObject ? Object.keys(at.shape) : []
}

function unknownVariables(set: Record<string, unknown>): string[] {
  const known = Object.keys(environment.shape)
  const ours = known.filter((name) => name.startsWith('MEMBERHOUSE_')).join(', ')
  return Object.keys(set)
    .filter((name) => name.startsWith('MEMBERHOUSE_') && !known.includes(name))
    .map((name) => `${name} in the environment is no setting; known are ${ours}`)
}

function isTimeZone(name: string): boolean {
  // An offset such as +08:00 has no summer time, and Postgres reads its sign the other way round.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)
}

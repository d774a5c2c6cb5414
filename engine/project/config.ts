import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { MemberhouseError } from '../base/errors.ts'
import { expecting, settings, type Hook, type Settings } from './contract/settings.ts'
import { importDefaults } from './import_defaults.ts'

const file = 'memberhouse.config.ts'

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

export type { Hook, Settings }
/** All settings of a project: its config file and its environment, checked. */
export type Config = Awaited<ReturnType<typeof readConfig>>

/** Reads and checks the config file of a project and its environment. Throws one error that lists every wrong setting. */
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
    throw new MemberhouseError(`${join(projectDir, file)} is missing.`, { hint: 'Run the command in the folder of a Memberhouse project.' })
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
    return issue.keys.map((key) => `${[...issue.path, key].map(String).join('.')} ${where} is not a setting; the settings are ${known}`)
  }
  // Passwords and the path of a web hook, which is often a secret, must not reach a screen or a log.
  const shown =
    value === undefined
      ? 'nothing'
      : JSON.stringify(value)
          .replace(/:[^:@/"]*@/g, ':***@')
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
    .map((name) => `${name} in the environment is not a setting; the settings are ${ours}`)
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)
}

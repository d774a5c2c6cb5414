import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../engine/project/config.ts'

const valid = {
  time_zone: 'Asia/Shanghai',
  schedule: { at: '02:30', overlap: 'skip', catch_up: '1 hour' },
  heavy_slots: 2,
  light_slots: 8,
  publication_delay_ms: 2000,
}

let project: string
beforeEach(async () => void (project = await mkdtemp(join(tmpdir(), 'memberhouse-config-'))))
afterEach(() => rm(project, { recursive: true }))

/** Returns the error message for a project with these settings, or an empty text. */
async function errorOf(settings: unknown, env: NodeJS.ProcessEnv = {}): Promise<string> {
  await writeFile(join(project, 'memberhouse.config.ts'), `export default ${JSON.stringify(settings)}\n`)
  return await readConfig(project, env).then(
    () => '',
    (error: Error) => error.message,
  )
}

test('a valid config is read and completed with defaults', async () => {
  expect(await errorOf(valid)).toBe('')
  expect(await readConfig(project, { MEMBERHOUSE_HOME: 'elsewhere', DATABASE_URL: '' })).toEqual({
    ...valid,
    schedule: { ...valid.schedule, time_zone: 'Asia/Shanghai' },
    parked_hours: 6,
    max_as_of_step_days: 31,
    project,
    home: join(project, 'elsewhere'),
    database_url: undefined,
    postgres: 'embedded',
    temporal_address: undefined,
    temporal_namespace: 'default',
    temporal_cli: undefined,
    health_address: undefined,
  })
})

test('all problems are reported at once, each with the setting, the expected and the given value', async () => {
  const settings = {
    ...valid,
    time_zone: 'Mars/Olympus',
    schedule: { at: '25:00', overlap: 'twice', catch_up: 'an hour', on: 1 },
    heavy_slot: 3,
    parked_hours: 0,
    on_run_finished: { command: [], url: 'https://x/key', secret: 1 },
    on_run_parked: { url: 'ftp://x' },
  }
  const env = {
    DATABASE_URL: 'localhost',
    TEMPORAL_ADDRESS: 'http://x',
    MEMBERHOUSE_POSTGRES: 'docker',
    MEMBERHOUSE_PORT: '1',
    MEMBERHOUSE_HEALTH_ADDRESS: '9464',
  }
  const message = await errorOf({ ...settings, heavy_slots: 0, light_slots: '8', publication_delay_ms: undefined }, env)
  expect(message.split('\n')).toEqual([
    '19 settings are wrong:',
    '  time_zone in memberhouse.config.ts: expected a time zone such as "Europe/London", got "Mars/Olympus"',
    '  schedule.at in memberhouse.config.ts: expected a time of day such as "02:30", got "25:00"',
    '  schedule.overlap in memberhouse.config.ts: expected "skip" or "buffer_one", got "twice"',
    '  schedule.catch_up in memberhouse.config.ts: expected a duration such as "1 hour" or "90 minutes", got "an hour"',
    '  schedule.on in memberhouse.config.ts is not a setting; the settings are at, time_zone, overlap, catch_up',
    '  heavy_slots in memberhouse.config.ts: expected a whole number from 1, got 0',
    '  light_slots in memberhouse.config.ts: expected a whole number from 1, got "8"',
    '  parked_hours in memberhouse.config.ts: expected a number of hours up to 720, got 0',
    '  publication_delay_ms in memberhouse.config.ts: expected a whole number of milliseconds from 200, got nothing',
    '  on_run_finished.command in memberhouse.config.ts: expected a program, got []',
    '  on_run_finished.secret in memberhouse.config.ts is not a setting; the settings are command, url',
    '  on_run_finished in memberhouse.config.ts: expected an object with either command (the program and its arguments, in a list) or url, got {"command":[],"url":"https://x/***","secret":1}',
    '  on_run_parked.url in memberhouse.config.ts: expected a URL such as "https://alerts.example.com/memberhouse", got "ftp://x"',
    '  heavy_slot in memberhouse.config.ts is not a setting; the settings are time_zone, schedule, heavy_slots, light_slots, parked_hours, max_as_of_step_days, publication_delay_ms, on_run_finished, on_run_parked',
    '  DATABASE_URL in the environment: expected a URL such as "postgres://user:password@host:5432/database", got "localhost"',
    '  TEMPORAL_ADDRESS in the environment: expected an address such as "localhost:7233", got "http://x"',
    '  MEMBERHOUSE_POSTGRES in the environment: expected "embedded" or "container", got "docker"',
    '  MEMBERHOUSE_HEALTH_ADDRESS in the environment: expected an address such as "127.0.0.1:9464", or "0.0.0.0:9464" for all of the machine, got "9464"',
    '  MEMBERHOUSE_PORT in the environment is not a setting; the settings are MEMBERHOUSE_POSTGRES, MEMBERHOUSE_HOME, MEMBERHOUSE_HEALTH_ADDRESS',
  ])
})

test.each(['+08:00', 'UTC+8', '', 8])('%j is not a time zone', async (time_zone) => {
  expect(await errorOf({ ...valid, time_zone })).toMatch(/^A setting is wrong:\n {2}time_zone .* expected a time zone/)
})

test('a password in a malformed URL is not shown', async () => {
  const message = await errorOf(valid, { DATABASE_URL: 'mysql://me:secret@host/db' })
  expect(message).toContain('got "mysql://me:***@host/db"')
})

test('a missing config file and one without a default export have different errors', async () => {
  await expect(readConfig(project, {})).rejects.toThrow('memberhouse.config.ts is missing')
  await writeFile(join(project, 'memberhouse.config.ts'), 'export const settings = {}\n')
  await expect(readConfig(project, {})).rejects.toThrow(
    'The default export in memberhouse.config.ts: expected an object of settings as the default export, got nothing',
  )
})

test('an error in the config file is reported', async () => {
  await writeFile(join(project, 'memberhouse.config.ts'), 'throw new Error("no such shop")\n')
  await expect(readConfig(project, {})).rejects.toThrow('cannot be read: no such shop')
})

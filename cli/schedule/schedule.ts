import type { Command } from 'commander'
import type { Scheduled } from './nightly_schedule.ts'

/** `memberhouse schedule apply | show | pause | resume | delete` */
export function register(program: Command): void {
  const schedule = program.command('schedule').description('the nightly build, as memberhouse.config.ts says')

  const command = (name: string, description: string) =>
    schedule.command(name).description(description).addHelpText('after', `\nExample:\n  memberhouse schedule ${name}\n`)
  const onSchedule = async (act: (scheduled: Scheduled) => Promise<void>) => {
    const { withSchedule } = await import('./nightly_schedule.ts')
    await withSchedule(act)
  }

  command('apply', 'create the nightly schedule, or bring it to what the configuration says').action(async () => {
    const { applySchedule } = await import('./nightly_schedule.ts')
    const { is_new, twice } = await applySchedule()
    console.log(`The schedule is ${is_new ? 'created' : 'updated'}.`)
    await onSchedule(show)
    if (twice.length > 0)
      console.log(
        `Its time comes twice on ${twice.join(', ')}, where the clock is set back: a second night may follow, and builds what changed.`,
      )
  })
  command('show', 'show when the next nights are, and how the last ones ended')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => onSchedule((scheduled) => show(scheduled, options)))
  command('pause', 'start no nights until resumed').action(() =>
    onSchedule(async ({ handle }) => {
      await handle.pause()
      console.log('Paused: no night starts until: memberhouse schedule resume')
    }),
  )
  command('resume', 'start nights again').action(() =>
    onSchedule(async ({ handle }) => {
      await handle.unpause()
      console.log('Resumed.')
    }),
  )
  command('delete', 'remove the schedule; runs that go on are left alone').action(() =>
    onSchedule(async ({ handle }) => {
      await handle.delete()
      console.log('Deleted. Create it again with: memberhouse schedule apply')
    }),
  )
}

async function show({ handle, client, warehouse }: Scheduled, { json = false } = {}): Promise<void> {
  const { describeNightly, findWorkers } = await import('./nightly_schedule.ts')
  const { formatTable, moment } = await import('../../engine/base/format_table.ts')
  const nightly = await describeNightly(handle, warehouse.database)
  const workers = await findWorkers(client, warehouse.url)
  if (json) return console.log(JSON.stringify({ ...nightly, workers }, null, 2))
  const { schedule_id, at, time_zone, overlap, catch_up_minutes, is_paused, next, past } = nightly
  console.log(`${schedule_id}: every day at ${at} in ${time_zone}${is_paused ? ', paused' : ''}`)
  console.log(`overlap: ${overlap}, catch_up: ${catch_up_minutes} minutes`)
  if (!is_paused) console.log(`Next: ${next.map(moment).join(', ')}`)
  if (past.length === 0) console.log('No night has started yet.')
  else {
    const rows = past.map(({ nominal, started_at, run_id, state }) => [moment(nominal), moment(started_at), run_id, state ?? 'no run yet'])
    console.log(formatTable(['night', 'started', 'run', 'state'], rows))
  }
  const { config } = warehouse
  if (config.schedule.at !== at || config.schedule.time_zone !== time_zone)
    console.log(
      `The configuration says ${config.schedule.at} in ${config.schedule.time_zone}: bring it there with: memberhouse schedule apply`,
    )
  if (workers.length === 0) console.log('No worker takes its runs: start one with: memberhouse up, or: memberhouse worker')
}

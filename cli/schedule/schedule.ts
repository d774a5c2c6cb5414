import type { Command } from 'commander'
import type { Scheduled } from './nightly_schedule.ts'

/** `memberhouse schedule apply | show | pause | resume | delete` */
export function register(program: Command): void {
  const schedule = program.command('schedule').description('manage the nightly build that memberhouse.config.ts describes')

  const command = (name: string, description: string) =>
    schedule.command(name).description(description).addHelpText('after', `\nExample:\n  memberhouse schedule ${name}\n`)
  const onSchedule = async (act: (scheduled: Scheduled) => Promise<void>) => {
    const { withSchedule } = await import('./nightly_schedule.ts')
    await withSchedule(act)
  }

  command('apply', 'create the nightly schedule, or update it to the configuration').action(async () => {
    const { applySchedule } = await import('./nightly_schedule.ts')
    const { is_new, twice } = await applySchedule()
    console.log(`The schedule is ${is_new ? 'created' : 'updated'}.`)
    await onSchedule(show)
    if (twice.length > 0)
      console.log(
        `This time occurs twice on ${twice.join(', ')}, when the clock is set back: a second night may start and build what changed.`,
      )
  })
  command('show', 'show the next nights, and the states of the recent ones')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => onSchedule((scheduled) => show(scheduled, options)))
  command('pause', 'start no nights until resumed').action(() =>
    onSchedule(async ({ handle }) => {
      await handle.pause()
      console.log('Paused. No night starts until you run: memberhouse schedule resume')
    }),
  )
  command('resume', 'start nights again').action(() =>
    onSchedule(async ({ handle }) => {
      await handle.unpause()
      console.log('Resumed.')
    }),
  )
  command('delete', 'delete the schedule; running runs continue').action(() =>
    onSchedule(async ({ handle }) => {
      await handle.delete()
      console.log('Deleted. Create it again with: memberhouse schedule apply')
    }),
  )
}

async function show({ handle, client, names, warehouse }: Scheduled, { json = false } = {}): Promise<void> {
  const { readNightly, findWorkers, describeWorkers } = await import('./read_schedule.ts')
  const { formatTable, moment } = await import('../../engine/base/format_table.ts')
  const nightly = await readNightly(handle, warehouse.database)
  const workers = await findWorkers(client, names)
  if (json) return console.log(JSON.stringify({ ...nightly, workers }, null, 2))
  const { schedule_id, at, time_zone, overlap, catch_up_minutes, is_paused, next, past } = nightly
  console.log(`Nights of the database ${names.database}: every day at ${at} in ${time_zone}${is_paused ? ', paused' : ''}`)
  console.log(`overlap: ${overlap}, catch_up: ${catch_up_minutes} minutes, in Temporal: ${schedule_id}`)
  if (!is_paused) console.log(`Next: ${next.map(moment).join(', ')}`)
  if (past.length === 0) console.log('No night has started yet.')
  else {
    const rows = past.map(({ nominal, started_at, run_id, state }) => [moment(nominal), moment(started_at), run_id, state ?? 'no run yet'])
    console.log(formatTable(['night', 'started', 'run', 'state'], rows))
  }
  const { config } = warehouse
  if (config.schedule.at !== at || config.schedule.time_zone !== time_zone)
    console.log(
      `The configuration says ${config.schedule.at} in ${config.schedule.time_zone}. Update the schedule with: memberhouse schedule apply`,
    )
  console.log(describeWorkers(workers))
}

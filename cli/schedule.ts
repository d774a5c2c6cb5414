import type { Command } from 'commander'
import type { Scheduled } from './nightly_schedule.ts'

/** `memberhouse schedule apply | show | pause | resume | delete` */
export function register(program: Command): void {
  const schedule = program.command('schedule').description('the nightly build, as memberhouse.config.ts says')

  const command = (name: string, description: string, act: (scheduled: Scheduled) => Promise<void>) =>
    schedule
      .command(name)
      .description(description)
      .addHelpText('after', `\nExample:\n  memberhouse schedule ${name}\n`)
      .action(async () => {
        const { withSchedule } = await import('./nightly_schedule.ts')
        await withSchedule(act)
      })

  command('apply', 'create the nightly schedule, or bring it to what the configuration says', async (scheduled) => {
    console.log(`The schedule is ${(await scheduled.apply()) ? 'created' : 'updated'}.`)
    await scheduled.show()
  })
  command('show', 'show when the next nights are, and how the last ones ended', (scheduled) => scheduled.show())
  command('pause', 'start no nights until resumed', async (scheduled) => {
    await scheduled.handle.pause()
    console.log('Paused: no night starts until: memberhouse schedule resume')
  })
  command('resume', 'start nights again', async (scheduled) => {
    await scheduled.handle.unpause()
    console.log('Resumed.')
  })
  command('delete', 'remove the schedule; runs that go on are left alone', async (scheduled) => {
    await scheduled.handle.delete()
    console.log('Deleted. Create it again with: memberhouse schedule apply')
  })
}

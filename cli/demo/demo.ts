import { Argument, type Command } from 'commander'
import { number } from '../arguments.ts'
import { UsageError } from '../../engine/base/errors.ts'

/** `memberhouse demo` */
export function register(program: Command): void {
  program
    .command('demo')
    .description('set up what is needed, load a retailer, run some nights and show what came out; starts afresh each time')
    .addArgument(
      new Argument('[retailer]', 'one made by a program, who sells in six places, or a real web shop')
        .choices(['omnichannel', 'online-retail'])
        .default('omnichannel'),
    )
    .option('--persons <count>', 'of how many persons the retailer is that is made', '20000')
    .addHelpText('after', '\nExamples:\n  npm run demo\n  npm run demo -- omnichannel --persons 2000\n  npm run demo -- online-retail\n')
    .action(async (retailer: string, options: { persons: string }) => {
      const persons = number('--persons', options.persons)
      if (persons < 1 || persons > 10_000_000) throw new UsageError(`--persons: expected a number from 1 to 10000000, got ${persons}`)
      const { readProjectConfig } = await import('../warehouse.ts')
      const { ensureServices } = await import('../../local/services.ts')
      const { startWorker } = await import('../../local/worker.ts')
      const { omnichannel, onlineRetail } = await import('./retailers.ts')
      const { runDemo } = await import('./run_demo.ts')
      const report = (line: string) => console.log(line)
      const config = await readProjectConfig()
      const services = await ensureServices(config, report)
      const shown = retailer === 'omnichannel' ? omnichannel(config, persons) : onlineRetail(config)
      await runDemo(config, services, () => startWorker(config, services, report), shown)
    })
}

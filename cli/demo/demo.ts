import { Argument, type Command } from 'commander'
import { parseNumber } from '../arguments.ts'
import { UsageError } from '../../engine/base/errors.ts'

/** `memberhouse demo` */
export function register(program: Command): void {
  program
    .command('demo')
    .description('start the servers, load a demo retailer, run some nights and show the result; deletes the data of earlier demos')
    .addArgument(
      new Argument('[retailer]', 'a generated retailer with six sales channels, or a real web store')
        .choices(['demoRetailer', 'online-retail'])
        .default('demoRetailer'),
    )
    .option('--persons <count>', 'number of persons of the generated retailer', '1200')
    .addHelpText('after', '\nExamples:\n  npm run demo\n  npm run demo -- demoRetailer --persons 20000\n  npm run demo -- online-retail\n')
    .action(async (retailer: string, options: { persons: string }) => {
      const persons = parseNumber('--persons', options.persons)
      if (persons < 1 || persons > 10_000_000) throw new UsageError(`--persons: expected a number from 1 to 10000000, got ${persons}`)
      const { readProjectConfig } = await import('../warehouse.ts')
      const { ensureServices } = await import('../../local/services.ts')
      const { startWorker } = await import('../../local/worker.ts')
      const { demoRetailer, onlineRetail } = await import('./retailers.ts')
      const { runDemo } = await import('./run_demo.ts')
      const report = (line: string) => console.log(line)
      const config = await readProjectConfig()
      const services = await ensureServices(config, report)
      const shown = retailer === 'demoRetailer' ? demoRetailer(config, persons) : onlineRetail(config)
      await runDemo(config, services, (taskQueue) => startWorker(config, services, taskQueue, report), shown)
    })
}

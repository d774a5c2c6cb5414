import type { Command } from 'commander'

/** `memberhouse demo` */
export function register(program: Command): void {
  program
    .command('demo')
    .description('set up what is needed, load a real shop, run four nights and show what came out; starts afresh each time')
    .addHelpText('after', '\nExample:\n  npm run demo\n')
    .action(async () => {
      const { readProject } = await import('./project.ts')
      const { ensureServices } = await import('../local/services.ts')
      const { startWorker } = await import('../local/worker.ts')
      const { runDemo } = await import('./run_demo.ts')
      const report = (line: string) => console.log(line)
      const config = await readProject()
      const services = await ensureServices(config, report)
      await runDemo(config, services, () => startWorker(config, services, report))
    })
}

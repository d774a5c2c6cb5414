import { Argument, type Command } from 'commander'

/** `memberhouse url` */
export function register(program: Command): void {
  program
    .command('url')
    .description('print the address of a server, for use in another command')
    .addArgument(new Argument('<server>', 'which server').choices(['postgres', 'temporal', 'ui']))
    .addHelpText('after', '\nExample:\n  psql "$(memberhouse url postgres)"\n')
    .action(url)
}

async function url(server: 'postgres' | 'temporal' | 'ui'): Promise<void> {
  const { readProjectConfig } = await import('../warehouse.ts')
  const { findDatabaseUrl, findTemporalAddress, notRunning } = await import('../../local/services.ts')
  const config = await readProjectConfig()
  const temporal = findTemporalAddress(config)
  const found = { postgres: findDatabaseUrl(config), temporal: temporal?.temporalAddress, ui: temporal?.temporalUiUrl }[server]
  if (found !== null && found !== undefined) return console.log(found)
  if (server === 'ui' && temporal !== null) {
    const { MemberhouseError } = await import('../../engine/base/errors.ts')
    throw new MemberhouseError('The web UI of the Temporal server at TEMPORAL_ADDRESS is not known here. Ask its operator.')
  }
  throw notRunning([server === 'postgres' ? 'Postgres' : 'Temporal'])
}

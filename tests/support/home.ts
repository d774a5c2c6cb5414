import { chmodSync, mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Creates a temporary folder that every user of the machine may enter. */
export function makeHome(): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'memberhouse-home-')))
  chmodSync(home, 0o755)
  return home
}

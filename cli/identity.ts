import type { Command } from 'commander'
import { addDedupe } from './identity_dedupe.ts'

/** `memberhouse identity …` */
export function register(program: Command): void {
  const identity = program.command('identity').description('who is who')
  addDedupe(identity)
}

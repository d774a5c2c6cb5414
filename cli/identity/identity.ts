import type { Command } from 'commander'
import { addDecisions } from './decide.ts'
import { addDedupe } from './dedupe/dedupe.ts'
import { addExplain } from './explain.ts'
import { addReview } from './review.ts'
import { addWhy } from './why.ts'

/** `memberhouse identity …` */
export function register(program: Command): void {
  const identity = program.command('identity').description('show which accounts are one member, and why; record decisions')
  addExplain(identity)
  addWhy(identity)
  addReview(identity)
  addDecisions(identity)
  addDedupe(identity)
}

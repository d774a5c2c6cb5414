import type { Command } from 'commander'
import { addDecisions } from './identity_decide.ts'
import { addDedupe } from './identity_dedupe.ts'
import { addExplain } from './identity_explain.ts'
import { addReview } from './identity_review.ts'
import { addWhy } from './identity_why.ts'

/** `memberhouse identity …` */
export function register(program: Command): void {
  const identity = program.command('identity').description('who is who')
  addExplain(identity)
  addWhy(identity)
  addReview(identity)
  addDecisions(identity)
  addDedupe(identity)
}

import type { Command } from 'commander'
import { addFit } from './fit.ts'

/** `memberhouse clv …` */
export function register(program: Command): void {
  const clv = program.command('clv').description('lifetime value: fit and compare models of how customers order')
  addFit(clv)
}

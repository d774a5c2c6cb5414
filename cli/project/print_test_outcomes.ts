import pc from 'picocolors'
import type { TestOutcome } from '../../engine/check/test_models.ts'

/** Prints the outcome of each unit test, with the rows that differ; returns true when all passed. */
export function printTestOutcomes(outcomes: TestOutcome[]): boolean {
  for (const { model, name, file, failure } of outcomes) {
    console.log(`${failure === null ? pc.green('✓') : pc.red('✗')} ${model}  ${name}`)
    if (failure !== null) console.log(`  ${file}\n${failure.replace(/^/gm, '    ')}`)
  }
  const failed = outcomes.filter((outcome) => outcome.failure !== null).length
  console.log(`${outcomes.length - failed} passed, ${failed} failed`)
  return failed === 0
}

import pc from 'picocolors'
import type { TestOutcome } from '../../engine/check/test_models.ts'

/** Prints how unit tests of models ended, with what differs; true when all passed. */
export function printOutcomes(outcomes: TestOutcome[]): boolean {
  for (const { model, name, file, failure } of outcomes) {
    console.log(`${failure === null ? pc.green('✓') : pc.red('✗')} ${model}  ${name}`)
    if (failure !== null) console.log(`  ${file}\n${failure.replace(/^/gm, '    ')}`)
  }
  const failed = outcomes.filter((outcome) => outcome.failure !== null).length
  console.log(`${outcomes.length - failed} passed, ${failed} failed`)
  return failed === 0
}

import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { compileProject } from '../engine/project/compile_project.ts'
import { testModels, type TestOutcome } from '../engine/check/test_models.ts'
import { createTestDatabase } from './support/database.ts'

const project = await compileProject(join(import.meta.dirname, '..'))
const outcomes = new Map<string, TestOutcome>()

// All tests run in one scratch database, since creating it takes longer than a test.
beforeAll(async () => {
  const { url, drop } = await createTestDatabase()
  for (const outcome of await testModels(url, project, new Set(project.nodes.map((node) => node.name)))) {
    outcomes.set(`${outcome.model} ${outcome.name}`, outcome)
  }
  return drop
})

describe.each(project.tests)('$model', ({ model, file, tests }) => {
  test.each(tests)('$name', ({ name }) => {
    const outcome = outcomes.get(`${model} ${name}`)
    expect(outcome, `${file}: the test did not run`).toBeDefined()
    if (outcome?.failure) expect.fail(`${file}\n${outcome.failure}`)
  })
})

import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { checkContracts } from '../../engine/check/check_contracts.ts'
import business_line from '../../models/dwd/reference/business_line.ts'
import playbook from '../../models/dwd/rules/playbook.ts'
import rfm_cell from '../../models/dwd/rules/rfm_cell.ts'
import rfm_method from '../../models/dwd/rules/rfm_method.ts'
import rfm_segment from '../../models/dwd/rules/rfm_segment.ts'
import rfm_threshold from '../../models/dwd/rules/rfm_threshold.ts'
import value_tier from '../../models/dwd/rules/value_tier.ts'
import { createTestDatabase } from '../support/database.ts'
import { compile, model } from '../support/project.ts'

const database = await createTestDatabase()
afterAll(database.drop)

const seeds = [business_line, playbook, rfm_cell, rfm_method, rfm_segment, rfm_threshold, value_tier].map((seed) => model(seed.name, seed))

/** What a build reports, before it builds anything, after lines of a seed were replaced. */
async function problems(file: string, find: string, replacement: string): Promise<string[]> {
  const written = readFileSync(file, 'utf8')
  expect(written, `${file} has the text`).toContain(find)
  const project = await compile(seeds, { [file]: written.replace(find, () => replacement) })
  return (await checkContracts(database.url, project)).map((found) => `${found.file}:${found.line} ${found.message}`)
}

test('the seeds as delivered have no problem', async () => {
  expect(await checkContracts(database.url, await compile(seeds))).toEqual([])
})

test.each<[string, string, string, string, string[]]>([
  [
    'an unknown class',
    'playbook',
    'rfm_cell,101,',
    'rfm_cell,121,',
    [
      ":3 breaks the rule 'a known class of the vocabulary'",
      ":1 breaks the rule 'each class of each vocabulary has a row': class 101, vocabulary rfm_cell",
    ],
  ],
  [
    'an unknown vocabulary',
    'playbook',
    'aipl,none,',
    'aida,none,',
    [
      ":21 breaks the rule 'accepted(vocabulary)'",
      ":21 breaks the rule 'a known class of the vocabulary'",
      ":1 breaks the rule 'each class of each vocabulary has a row': class none, vocabulary aipl",
    ],
  ],
  [
    'a class written twice',
    'playbook',
    'aipl,none,',
    'rfm_cell,111,x,x,x,x,,,,,\naipl,none,',
    [":21 breaks the rule 'unique(vocabulary, class)'"],
  ],
  ['an unknown channel', 'playbook', 'Exclusive benefit,wecom', 'Exclusive benefit,fax', [":2 breaks the rule 'accepted(channel)'"]],
  ['a class without a goal', 'playbook', 'aipl,none,建立认知,', 'aipl,none,,', [":21 breaks the rule 'not_null(goal_zh)'"]],
])('%s is refused before a build with file and line', async (_, seed, find, replacement, expected) => {
  const file = `seeds/rules/${seed}.csv`
  expect(await problems(file, find, replacement)).toEqual(expected.map((problem) => file + problem))
})

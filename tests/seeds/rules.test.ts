import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { checkContracts } from '../../engine/check/check_contracts.ts'
import business_line from '../../models/dwd/reference/business_line.ts'
import behaviour_class from '../../models/dwd/rules/behaviour_class.ts'
import growth_stage from '../../models/dwd/rules/growth_stage.ts'
import playbook from '../../models/dwd/rules/playbook.ts'
import rfm_cell from '../../models/dwd/rules/rfm_cell.ts'
import rfm_method from '../../models/dwd/rules/rfm_method.ts'
import rfm_segment from '../../models/dwd/rules/rfm_segment.ts'
import rfm_threshold from '../../models/dwd/rules/rfm_threshold.ts'
import strategy_class from '../../models/dwd/rules/strategy_class.ts'
import value_tier from '../../models/dwd/rules/value_tier.ts'
import { createTestDatabase } from '../support/database.ts'
import { compile, model } from '../support/project.ts'

const database = await createTestDatabase()
afterAll(database.drop)

const seeds = [
  behaviour_class,
  business_line,
  growth_stage,
  playbook,
  rfm_cell,
  rfm_method,
  rfm_segment,
  rfm_threshold,
  strategy_class,
  value_tier,
].map((seed) => model(seed.name, seed))

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
      "playbook.csv:3 'a known class of the vocabulary'",
      "playbook.csv:1 'each class of each vocabulary has a row': class 101, vocabulary rfm_cell",
    ],
  ],
  [
    'an unknown vocabulary',
    'playbook',
    'aipl,none,',
    'aida,none,',
    [
      "playbook.csv:21 'accepted(vocabulary)'",
      "playbook.csv:21 'a known class of the vocabulary'",
      "playbook.csv:1 'each class of each vocabulary has a row': class none, vocabulary aipl",
    ],
  ],
  [
    'a class written twice',
    'playbook',
    'aipl,none,',
    'rfm_cell,111,x,x,x,x,,,,,\naipl,none,',
    ["playbook.csv:21 'unique(vocabulary, class)'"],
  ],
  ['an unknown channel', 'playbook', 'Exclusive benefit,wecom', 'Exclusive benefit,fax', ["playbook.csv:2 'accepted(channel)'"]],
  ['a class without a goal', 'playbook', 'aipl,none,建立认知,', 'aipl,none,,', ["playbook.csv:21 'not_null(goal_zh)'"]],
  [
    'a cell left out',
    'rfm_cell',
    '101,重要发展,key: develop,,\n',
    '',
    ["rfm_cell.csv:1 'each of the eight cells has a row': rfm_cell 101", "playbook.csv:3 'a known class of the vocabulary'"],
  ],
  ['a method without a row for all lines', 'rfm_method', '*,', 'food,', ["rfm_method.csv:1 'a method for `*`': business_line *"]],
  [
    'a method for an unknown line',
    'rfm_method',
    'window,4',
    'window,4\ntea,2000-01-01,quantile,window,4',
    ["rfm_method.csv:3 'a known business line, or `*`'"],
  ],
  ['an unknown method', 'rfm_method', ',quantile,', ',mean,', ["rfm_method.csv:2 'accepted(method)'"]],
  ['a high score that everybody has', 'rfm_method', 'window,4', 'window,1', ["rfm_method.csv:2 'between(high_score, 2, 5)'"]],
  [
    'thresholds that begin later than their method',
    'rfm_method',
    '2000-01-01,quantile',
    '1999-01-01,threshold',
    ["rfm_method.csv:2 'a method by thresholds has bounds from its first day'"],
  ],
  [
    'a gap between the segments',
    'rfm_segment',
    '11,Hibernating,沉睡,1,5',
    '11,Hibernating,沉睡,2,5',
    ["rfm_segment.csv:12 'the last segment takes all scores'"],
  ],
  [
    'a segment hidden by two others',
    'rfm_segment',
    '10,Lost,已流失,1,1,1,5,1,5',
    '10,Lost,已流失,2,3,3,5,3,4',
    ["rfm_segment.csv:11 'no segment is hidden by those before it'"],
  ],
  [
    'a range without an end',
    'rfm_segment',
    '10,Lost,已流失,1,1',
    '10,Lost,已流失,1,',
    [
      "rfm_segment.csv:11 'not_null(r_most)'",
      "rfm_segment.csv:11 'a range of R in order'",
      "rfm_segment.csv:11 'no segment is hidden by those before it'",
    ],
  ],
  [
    'an unknown segment name',
    'rfm_segment',
    'Lost',
    'Gone',
    [
      "playbook.csv:19 'a known class of the vocabulary'",
      "playbook.csv:1 'each class of each vocabulary has a row': class Gone, vocabulary rfm_segment",
    ],
  ],
  ['thresholds out of order', 'rfm_threshold', 'recency_days,2,91', 'recency_days,2,31', ["rfm_threshold.csv:3 'bounds in order'"]],
  [
    'a threshold left out',
    'rfm_threshold',
    '*,2000-01-01,recency_days,2,91\n',
    '',
    ["rfm_threshold.csv:12 'four bounds for each measure'"],
  ],
  [
    'a behaviour class behind one that asks for less',
    'behaviour_class',
    'Buys often and much,11,500,',
    'Buys often and much,3,,',
    ["behaviour_class.csv:3 'no class is hidden by one before it'"],
  ],
  [
    'members without a behaviour class',
    'behaviour_class',
    'Ordinary,,,',
    'Ordinary,1,,',
    ["behaviour_class.csv:7 'the last class asks for nothing'"],
  ],
  ['an unknown behaviour class', 'behaviour_class', 'silent,', 'sleepy,', ["behaviour_class.csv:6 'accepted(behaviour_class)'"]],
  ['an unknown lifecycle stage', 'growth_stage', 'active,4,', 'awake,4,', ["growth_stage.csv:5 'accepted(stage)'"]],
  [
    'a stage without a growth stage for members who bought little',
    'growth_stage',
    'new,0,',
    'new,2,',
    ["growth_stage.csv:7 'each stage has a row from 0 purchases on'"],
  ],
  [
    'a rank that no tier has',
    'strategy_class',
    'Loyal high value,active,3',
    'Loyal high value,active,9',
    ["strategy_class.csv:4 'a rank of a value tier'"],
  ],
  [
    'a strategy behind one that takes its members',
    'strategy_class',
    'Loyal high value,active,3',
    'Loyal high value,active,1',
    ["strategy_class.csv:5 'no row is hidden by one before it'"],
  ],
  [
    'members without a strategy',
    'strategy_class',
    'New or unknown value,,1',
    'New or unknown value,prospect,1',
    ["strategy_class.csv:7 'the last row takes everybody'"],
  ],
  [
    'a business line that is not known',
    'growth_stage',
    '*,2000-01-01,churned',
    'foot,2000-01-01,churned',
    [
      "growth_stage.csv:7 'a known business line, or `*`'",
      "growth_stage.csv:6 'each stage has a row from 0 purchases on'",
      "growth_stage.csv:7 'each stage has a row from 0 purchases on'",
    ],
  ],
])('%s is refused before a build with file and line', async (_, seed, find, replacement, expected) => {
  const wanted = expected.map((problem) => `seeds/rules/${problem.replace(' ', ' breaks the rule ')}`)
  expect(await problems(`seeds/rules/${seed}.csv`, find, replacement)).toEqual(wanted)
})

import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { checkContracts } from '../../engine/check/check_contracts.ts'
import business_line from '../../models/dwd/reference/business_line.ts'
import parameter from '../../models/dwd/reference/parameter.ts'
import behaviour_class from '../../models/dwd/rules/behaviour_class.ts'
import churn_signal from '../../models/dwd/rules/churn_signal.ts'
import growth_stage from '../../models/dwd/rules/growth_stage.ts'
import playbook from '../../models/dwd/rules/playbook.ts'
import rfm_cell from '../../models/dwd/rules/rfm_cell.ts'
import rfm_method from '../../models/dwd/rules/rfm_method.ts'
import rfm_segment from '../../models/dwd/rules/rfm_segment.ts'
import rfm_threshold from '../../models/dwd/rules/rfm_threshold.ts'
import strategy_class from '../../models/dwd/rules/strategy_class.ts'
import tag from '../../models/dwd/rules/tag.ts'
import value_tier from '../../models/dwd/rules/value_tier.ts'
import { createTestDatabase } from '../support/database.ts'
import { compile, model } from '../support/project.ts'

const database = await createTestDatabase()
afterAll(database.drop)

const seeds = [
  behaviour_class,
  business_line,
  churn_signal,
  growth_stage,
  parameter,
  playbook,
  rfm_cell,
  rfm_method,
  rfm_segment,
  rfm_threshold,
  strategy_class,
  tag,
  value_tier,
].map((seed) => model(seed.name, seed))

/** What a build reports, before it builds anything, after lines of a seed were replaced. */
async function problems(file: string, find: string | RegExp, replacement: string): Promise<string[]> {
  const written = readFileSync(file, 'utf8')
  const edited = written.replace(find, () => replacement)
  expect(edited, `${file} has the text`).not.toBe(written)
  const project = await compile(seeds, { [file]: edited })
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
  [
    'a method without a row for all lines',
    'rfm_method',
    '*,',
    'food,',
    ["rfm_method.csv:1 'a method for `*` from 2000-01-01 on': business_line *, effective_from 2000-01-01"],
  ],
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
  [
    'a tag without a column, and so a column without a tag',
    'tag',
    'skin_type,',
    'skin_kind,',
    ["tag.csv:67 'a column of dws.member_profile and its type'", "tag.csv:1 'each column of dws.member_profile has a row': tag skin_type"],
  ],
  [
    'a tag whose type is not that of its column',
    'tag',
    'value,flag,付费会员',
    'value,text,付费会员',
    ["tag.csv:6 'a column of dws.member_profile and its type'"],
  ],
  ['an unknown type of a tag', 'tag', 'value,flag,', 'value,boolean,', ["tag.csv:6 'a column of dws.member_profile and its type'"]],
  ['an unknown group of tags', 'tag', 'risk,number', 'danger,number', ["tag.csv:61 'accepted(tag_group)'"]],
  ['a tag written twice', 'tag', 'return_rate,', 'return_rate,risk,number,x,x,x,x,false\nreturn_rate,', ["tag.csv:62 'unique(tag)'"]],
  [
    'a column of the profile that is no tag',
    'tag',
    'skin_type,',
    'one_id,risk,number,x,x,x,x,false\nskin_type,',
    ["tag.csv:67 'a column of dws.member_profile and its type'"],
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
  [
    'a gap in the ranks',
    'value_tier',
    '*,2000-01-01,2,',
    '*,2000-01-01,5,',
    ["value_tier.csv:4 'ranks without a gap'", "value_tier.csv:3 'a higher tier asks for more'"],
  ],
  [
    'a tier that asks for less than the one below',
    'value_tier',
    'net_amount,value,1000',
    'net_amount,value,200',
    ["value_tier.csv:4 'a higher tier asks for more'"],
  ],
  [
    'two names of a rank',
    'value_tier',
    '4,diamond,',
    '4,platinum,',
    [
      ...["value_tier.csv:5 'one name for a rank'", "value_tier.csv:6 'one name for a rank'"],
      "playbook.csv:1 'each class of each vocabulary has a row': class platinum, vocabulary value_tier",
    ],
  ],
  ['an unknown measure', 'value_tier', 'net_amount', 'margin', ["value_tier.csv:3 'accepted(measure)'"]],
  [
    'a quantile above 1',
    'value_tier',
    'net_amount,value,300',
    'net_amount,quantile,300',
    ["value_tier.csv:3 'a quantile is a share from 0 to 1'"],
  ],
  [
    'an unknown tier in the playbook',
    'playbook',
    'value_tier,gold',
    'value_tier,golden',
    [
      "playbook.csv:39 'a known class of the vocabulary'",
      "playbook.csv:1 'each class of each vocabulary has a row': class gold, vocabulary value_tier",
    ],
  ],
  [
    'an unknown stage in the playbook',
    'playbook',
    'lifecycle,dormant',
    'lifecycle,asleep',
    [
      "playbook.csv:30 'a known class of the vocabulary'",
      "playbook.csv:1 'each class of each vocabulary has a row': class dormant, vocabulary lifecycle",
    ],
  ],
  [
    'an unknown signal',
    'churn_signal',
    ',overdue',
    ',late',
    ["churn_signal.csv:2 'accepted(signal)'", "churn_signal.csv:1 'each signal has a row for `*` from 2000-01-01 on': signal overdue"],
  ],
  [
    'a signal for the future without one for the past',
    'churn_signal',
    '2000-01-01,overdue',
    '2026-01-01,overdue',
    ["churn_signal.csv:2 'each signal has a row for `*` from 2000-01-01 on'"],
  ],
  [
    'a sentence with a figure that does not exist',
    'churn_signal',
    'No act since %6$s',
    'No act since %17$s',
    ["churn_signal.csv:3 'only figures 1 to 16 in the sentences'"],
  ],
  ['a share in per cent', 'churn_signal', 'Overdue,0.75', 'Overdue,75', ["churn_signal.csv:2 'a share is at most 1'"]],
])('%s is refused before a build with file and line', async (_, seed, find, replacement, expected) => {
  const wanted = expected.map((problem) => `seeds/rules/${problem.replace(' ', ' breaks the rule ')}`)
  expect(await problems(`seeds/rules/${seed}.csv`, find, replacement)).toEqual(wanted)
})

test.each(['behaviour_class', 'growth_stage', 'strategy_class', 'value_tier'])(
  'an edition of %s for the future without one for the past is refused',
  async (seed) => {
    const file = `seeds/rules/${seed}.csv`
    const message = "breaks the rule 'an edition for `*` from 2000-01-01 on': business_line *, effective_from 2000-01-01"
    expect(await problems(file, /\*,2000-01-01/g, '*,2026-01-01')).toEqual([`${file}:1 ${message}`])
  },
)

test.each([
  ['dormant_least_days,*,2000-01-01,60', 'dormant_least_days,*,2000-01-01,200', [14, 15], 'thresholds in order'],
  ['silence_long_days,*,2000-01-01,180', 'silence_long_days,*,2000-01-01,20', [37, 38], 'thresholds in order'],
  ['silence_long_days,*', 'silence_medium_days,food,2026-01-01,300,A test\nsilence_long_days,*', [38], 'thresholds in order'],
  ['tier_kept_rate,*,2000-01-01,0.7', 'tier_kept_rate,*,2000-01-01,70', [28], 'a rate is a share from 0 to 1'],
  ['engaged_days,*,2000-01-01,90', 'engaged_days,*,2000-01-01,-90', [19], 'nothing is below 0'],
])('%s as %s is refused with file and line', async (find, replacement, lines, rule) => {
  const file = 'seeds/parameter.csv'
  expect(await problems(file, find, replacement)).toEqual(lines.map((line) => `${file}:${line} breaks the rule '${rule}'`))
})

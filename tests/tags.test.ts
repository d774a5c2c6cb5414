import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { compileProject } from '../engine/project/compile_project.ts'

const root = join(import.meta.dirname, '..')
const { nodes } = await compileProject(root)
const node = (name: string) => nodes.find((one) => one.name === name)!
const dictionary = parse(readFileSync(join(root, 'seeds/rules/tag.csv'), 'utf8'), { columns: true }) as Record<string, string>[]

const tagType = (type: string): string =>
  ({ text: 'text', date: 'date', boolean: 'flag', jsonb: 'list' })[type] ??
  (/^(bigint|integer|numeric|double)/.test(type) ? 'number' : type)
const profile = node('dws.member_profile').columns.filter(({ name }) => name !== 'one_id' && name !== 'rules_version')

test('the dictionary of tags has a row for each column of the profile, in their order and of their type', () => {
  expect(dictionary.map(({ tag, type }) => `${tag}: ${type}`)).toEqual(profile.map(({ name, type }) => `${name}: ${tagType(type)}`))
})

test('ads.member_360 has each tag, of the same type', () => {
  const types = new Map(node('ads.member_360').columns.map(({ name, type }) => [name, type]))
  expect(profile.filter(({ name, type }) => types.get(name) !== type).map(({ name }) => name)).toEqual([])
})

test('the dictionary marks the tags of which ads.member_tag_span has the past', () => {
  const select = node('ads.member_tag_span').select!
  const marked = dictionary.flatMap(({ tag, is_history_kept }) => (is_history_kept === 'true' ? [tag!] : []))
  expect(dictionary.flatMap(({ tag }) => (select.includes(`'${tag}'`) ? [tag!] : []))).toEqual(marked)
})

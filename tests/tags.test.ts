import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { compileProject } from '../engine/project/compile_project.ts'

const root = join(import.meta.dirname, '..')
const { nodes } = await compileProject(root)
const node = (name: string) => nodes.find((one) => one.name === name)!
const dictionary = parse(readFileSync(join(root, 'seeds/rules/tag.csv'), 'utf8'), { columns: true }) as Record<string, string>[]

test('the dictionary marks the tags of which ads.member_tag_span has the past', () => {
  const select = node('ads.member_tag_span').select!
  const marked = dictionary.flatMap(({ tag, is_history_kept }) => (is_history_kept === 'true' ? [tag!] : []))
  expect(dictionary.flatMap(({ tag }) => (select.includes(`'${tag}'`) ? [tag!] : []))).toEqual(marked)
})

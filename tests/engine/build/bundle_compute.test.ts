import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { version } from 'esbuild'
import { expect, test } from 'vitest'
import { bundleCompute, project } from '../../../engine/build/bundle_compute.ts'
import { moduleHash } from '../../../engine/project/module_hash.ts'

const read = (file: string) => readFile(join(project, file), 'utf8')
const compute = async (module: string) => ({ module, hash: await moduleHash(module, read), gives: 'rows' as const, inputs: [] })

test('a bundle holds packages too, which take longest to load', async () => {
  const bundle = await bundleCompute(await compute('identity/identifier.ts'))
  expect(bundle).toContain('parsePhoneNumber')
  expect(bundle).not.toMatch(/from "(libphonenumber-js|pinyin-pro)/)
})

test('packages stay outside a bundle when one of them looks for files beside its own', async () => {
  const bundle = await bundleCompute(await compute('tests/fixtures/uses_packages.ts'))
  const task = {
    url: '',
    release: 1,
    as_of: '2024-01-01',
    is_first: true,
    node: { columns: [{ name: 'version' }], compute: { inputs: [] } },
  }
  const input = `const task = ${JSON.stringify(task)}; ${bundle}`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-'], { cwd: project, input, encoding: 'utf8' })
  expect({ stdout, stderr }).toEqual({ stdout: `${version}\n`, stderr: '' })
})

test('a module that was edited after the run began is refused', async () => {
  const before = { ...(await compute('tests/fixtures/running_total.ts')), hash: '0123456789abcdef' }
  await expect(bundleCompute(before)).rejects.toThrow('tests/fixtures/running_total.ts: it was edited after the run began')
})

test('a module that cannot be read as TypeScript is refused by its name', async () => {
  await expect(bundleCompute({ ...(await compute('identity/identifier.ts')), module: 'README.md' })).rejects.toThrow(/^README\.md: /)
})

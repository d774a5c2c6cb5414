import { spawn } from 'node:child_process'
import { join } from 'node:path'

// Runs all checks that need no build, in parallel. A check that passes prints one line; one that fails prints its output.
const project = join(import.meta.dirname, '..')
const cache = join(project, 'node_modules', '.cache')
const checks = {
  types: ['typescript/bin/tsc', '--incremental', '--tsBuildInfoFile', join(cache, 'check.tsbuildinfo')],
  // Only edited files are linted again, so a rule that depends on types of another file may be late. CI has no cache.
  lint: ['eslint/bin/eslint.js', '--cache', '--cache-location', join(cache, 'eslint', '/'), '.'],
  format: ['prettier/bin/prettier.cjs', '--check', '--cache', '--log-level=warn', '.'],
  rules: ['vitest/vitest.mjs', 'run', '--config', 'tests/static.config.ts'],
  models: ['../scripts/memberhouse.mjs', 'lint'],
}

/** Runs one check in a separate process; returns whether it passed. */
function run(name, [script, ...args]) {
  const started = performance.now()
  const child = spawn(process.execPath, [join(project, 'node_modules', script), ...args], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk))
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const text = Buffer.concat(output).toString().trim()
      console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(8)} ${((performance.now() - started) / 1000).toFixed(1)} s`)
      // The models check also reports what it could not check.
      if (code !== 0 || name === 'models') console.log(text.replace(/^/gm, '    '))
      resolve(code === 0)
    })
  })
}

const passed = await Promise.all(Object.entries(checks).map(([name, command]) => run(name, command)))
if (!passed.every(Boolean)) process.exitCode = 1

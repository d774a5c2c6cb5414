import { spawn } from 'node:child_process'
import { join } from 'node:path'

// Everything that can be told without building anything, at once: what passes is one line, what fails shows its output.
const project = join(import.meta.dirname, '..')
const cache = join(project, 'node_modules', '.cache')
const checks = {
  types: ['typescript/bin/tsc', '--incremental', '--tsBuildInfoFile', join(cache, 'check.tsbuildinfo')],
  // Linted again is what was edited. A rule that looks at the types of another file may be told late: the build server has no cache.
  lint: ['eslint/bin/eslint.js', '--cache', '--cache-location', join(cache, 'eslint', '/'), '.'],
  format: ['prettier/bin/prettier.cjs', '--check', '--cache', '--log-level=warn', '.'],
  rules: ['vitest/vitest.mjs', 'run', '--config', 'tests/static.config.ts'],
  models: ['../scripts/memberhouse.mjs', 'lint'],
}

/** Runs one check in a process of its own; true when it passed. */
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
      const told = Buffer.concat(output).toString().trim()
      console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(8)} ${((performance.now() - started) / 1000).toFixed(1)} s`)
      // What could not be checked is worth a line though all is well.
      if (code !== 0 || name === 'models') console.log(told.replace(/^/gm, '    '))
      resolve(code === 0)
    })
  })
}

const passed = await Promise.all(Object.entries(checks).map(([name, command]) => run(name, command)))
if (!passed.every(Boolean)) process.exitCode = 1

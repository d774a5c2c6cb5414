import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folders = ['activities', 'cli', 'engine', 'identity', 'local', 'seeds/demo']
// Packages that every command needs and that are plain JavaScript. All others are loaded from node_modules when needed.
const bundled = ['cli-table3', 'commander', 'log-update', 'pg', 'pg-copy-streams', 'picocolors', 'sql-template-tag', 'zod']
const month = 30 * 24 * 3600 * 1000

/**
 * Bundles the command into a few JavaScript files, again only when its code has changed. The bundle starts in 0.25 s; translating and
 * linking about 150 files takes a second. Returns the path of the file to import.
 */
export async function bundle(project) {
  const folder = join(project, '.memberhouse', 'cli')
  const target = join(folder, stampOf(project))
  if (!existsSync(target)) await make(project, folder, target)
  return join(target, 'main.mjs')
}

async function make(project, folder, target) {
  const { build } = await import('esbuild')
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const external = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !bundled.includes(name))
  const draft = `${target}.${process.pid}`
  await build({
    entryPoints: [join(project, 'cli', 'main.ts')],
    outdir: draft,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: [...external.flatMap((name) => [name, `${name}/*`]), 'pg-native'],
    banner: { js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);` },
    plugins: [{ name: 'keep-paths', setup: (build) => build.onLoad({ filter: /\.ts$/ }, readWithPaths) }],
    logLevel: 'silent',
  })
  try {
    renameSync(draft, target)
  } catch (error) {
    // Another command finished first.
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  // Older bundles are kept for a month: a running process may still load files from them.
  for (const old of readdirSync(folder).map((name) => join(folder, name)))
    if (Date.now() - statSync(old).mtimeMs > month) rmSync(old, { recursive: true, force: true })
}

/** Replaces import.meta paths, so that code in the bundle still finds the files beside its source. */
const readWithPaths = ({ path }) => ({
  contents: readFileSync(path, 'utf8')
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
  loader: 'ts',
})

function stampOf(project) {
  const files = folders.flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true }).map((file) => join(project, folder, String(file))),
  )
  const times = [...files, join(project, 'package-lock.json')].map((file) => `${file} ${statSync(file).mtimeMs}`)
  return createHash('sha256').update(times.join('\n')).digest('hex').slice(0, 16)
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { MemberhouseError } from '../base/errors.ts'
import { moduleHash } from '../project/module_hash.ts'
import type { Node } from '../project/node.ts'

/** The folder of the project: modules run in it. */
export const project = join(import.meta.dirname, '../..')

// A night runs the same modules as the night before.
const newest = new Map<string, { hash: string; text: string }>()

/**
 * Bundles the module of a computed model with the program that runs it, which finds its task in the variable `task`. The bundle starts with
 * 0.15 s of computing; tsx needs 0.8 to 1.3 s to translate and link as many files. Throws when the module was edited after the run began.
 */
export async function bundleCompute({ module, hash }: NonNullable<Node['compute']>): Promise<string> {
  const known = newest.get(module)
  if (known?.hash === hash) return known.text
  const text = (await pack(module, 'bundle')) ?? (await pack(module, 'external'))!
  // Read again after bundling: an edit meanwhile is found, too.
  if ((await moduleHash(module, (file) => readFile(join(project, file), 'utf8'))) !== hash)
    throw new MemberhouseError(`${module}: it was edited after the run began: build again`)
  newest.set(module, { hash, text })
  return text
}

// Packages in the bundle may still require others, and what comes with Node.
const banner = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`

/** Null when a package cannot be in the bundle: it is no JavaScript, or it finds files beside itself. */
async function pack(module: string, packages: 'bundle' | 'external'): Promise<string | null> {
  const contents = `import { runComputed } from ${JSON.stringify(join(import.meta.dirname, 'compute_child.ts'))}
    await runComputed(() => import(${JSON.stringify(`./${module}`)}), task)`
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: project },
      alias: { memberhouse: join(import.meta.dirname, '../project/contract.ts') },
      external: ['pg-native'],
      packages,
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'silent',
    })
    const { text } = outputFiles[0]!
    return packages === 'bundle' && /\b(__dirname|__filename|import\.meta)\b/.test(text) ? null : banner + text
  } catch (cause) {
    if (packages === 'bundle') return null
    throw new MemberhouseError(`${module}: ${(cause as Error).message}`, { cause })
  }
}

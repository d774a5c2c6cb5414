import { createHash } from 'node:crypto'
import { isBuiltin } from 'node:module'
import { dirname, join, normalize } from 'node:path'

const lockFile = 'package-lock.json'

/** Returns a hash of a module and of everything that it imports. Throws when a file is missing. */
export async function moduleHash(file: string, read: (file: string) => Promise<string>): Promise<string> {
  const found = new Map<string, string>()
  const follow = async (path: string): Promise<void> => {
    if (found.has(path)) return
    const text = await read(path)
    found.set(path, text)
    for (const [, , specifier = ''] of text.matchAll(/\b(?:from|import)\s*\(?\s*(['"`])([^'"`\n]+)\1/g)) {
      if (specifier.startsWith('.')) await follow(normalize(join(dirname(path), specifier)))
      // The lock file holds the versions of the package and of its dependencies.
      else if (specifier !== 'memberhouse' && !isBuiltin(specifier)) found.set(lockFile, await read(lockFile))
    }
  }
  await follow(normalize(file))
  return createHash('sha256')
    .update(JSON.stringify([...found].sort()))
    .digest('hex')
    .slice(0, 16)
}

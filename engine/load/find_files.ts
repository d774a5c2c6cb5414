import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { MemberhouseError } from '../base/errors.ts'
import { compareNames } from './file_order.ts'
import type { SourceModel } from '../project/source_model.ts'

/** A file and the source that loads it, or the reason why none does. */
export type FoundFile = { path: string; name: string } & ({ source: SourceModel } | { error: MemberhouseError } | { skipped: string })

const pattern = (files: string): RegExp => {
  const special = files
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${special}$`)
}

/** The name that the file's rows are stored with: without folder and `.gz`. */
const fileName = (path: string): string => basename(path).replace(/\.gz$/, '')

/** Finds files and their sources; folders are walked in the order of names. */
export async function findFiles(sources: SourceModel[], paths: string[]): Promise<FoundFile[]> {
  const takers = (path: string) => sources.filter((source) => pattern(source.kind.files).test(fileName(path)))
  const listed = sources.map((source) => `${source.kind.files} (${source.name})`).join(', ')

  async function visit(path: string, isNamed: boolean): Promise<FoundFile[]> {
    const name = fileName(path)
    const failed = (message: string, hint: string, cause?: unknown) => [
      { path, name, error: new MemberhouseError(message, { hint, cause }) },
    ]
    const entry = await stat(path).catch((error: NodeJS.ErrnoException) => error)
    if (entry instanceof Error) {
      return failed(entry.code === 'ENOENT' ? 'there is no such file or folder' : entry.message, 'Check the path.', entry)
    }
    const taking = takers(path)
    if (entry.isDirectory()) {
      if (taking.length > 0)
        return failed(`is a folder, but ${taking[0]!.name} expects a file of this name`, 'Rename the folder, or name the files in it.')
      const names = (await readdir(path)).filter((child) => !child.startsWith('.')).sort(compareNames)
      const children: FoundFile[] = []
      for (const child of names) children.push(...(await visit(join(path, child), false)))
      const isAnyTaken = children.some((child) => !('skipped' in child))
      return isNamed && !isAnyTaken
        ? failed('no file in this folder belongs to a source', `Sources take: ${listed || 'none is declared'}.`)
        : children
    }
    if (!entry.isFile()) return failed('is neither a file nor a folder', 'Name a file.')
    if (taking.length > 1) {
      return failed(`belongs to ${taking.map((source) => source.name).join(' and ')}`, 'Narrow the pattern `files` of one of them.')
    }
    if (taking.length === 1) return [{ path, name, source: taking[0]! }]
    if (!isNamed) return [{ path, name, skipped: 'no source takes a file of this name' }]
    return failed('no source takes a file of this name', `Sources take: ${listed || 'none is declared'}.`)
  }
  return (await Promise.all(paths.map((path) => visit(path, true)))).flat()
}

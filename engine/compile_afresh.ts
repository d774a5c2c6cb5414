import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Project } from './compile.ts'
import { MemberhouseError } from './errors.ts'

/** Compiles a project in a process of its own: a worker that lives long has its modules cached and would not see an edit. */
export async function compileAfresh(folder: string): Promise<Project> {
  const script = fileURLToPath(new URL('./compile_afresh_child.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, folder], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    maxBuffer: 1024 ** 3,
  })
  const answer = JSON.parse(stdout) as { project: Project } | { message: string; hint?: string }
  if ('project' in answer) return answer.project
  throw new MemberhouseError(answer.message, answer.hint === undefined ? {} : { hint: answer.hint })
}

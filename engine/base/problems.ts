import { MemberhouseError } from './errors.ts'

/** A problem in a file of the project, with its line. */
export type Problem = { file: string; line: number; message: string }

/** Throws one error that lists all problems by file and line; does nothing when there are none. */
export function throwProblems(problems: Problem[]): void {
  if (problems.length === 0) return
  const lines = problems
    .sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line)
    .map(({ file, line, message }) => `  ${file}:${line}  ${message}`)
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  throw new MemberhouseError(`The project has ${count}:\n${lines.join('\n')}`, {
    hint: 'Fix them, then check again with: memberhouse lint',
  })
}

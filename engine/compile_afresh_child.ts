import { compileProject } from './compile.ts'

// What a contract prints while it is imported must not get between the lines of the answer.
console.log = console.info = console.error

const answer = await compileProject(process.argv[2]!).then(
  (project) => ({ project: { ...project, tests: [] } }),
  (error: Error & { hint?: string }) => ({ message: error.message, hint: error.hint }),
)
process.stdout.write(JSON.stringify(answer))

import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** One fenced block of a page. */
export type Step =
  | { kind: 'run'; line: number; shown: string; commands: string; exit: number; output: string | null; output_line: number | null }
  | { kind: 'not_run'; line: number; commands: string; reason: string }
  | { kind: 'write'; line: number; file: string; text: string }
  | { kind: 'change'; line: number; file: string; before: string; after: string }

/**
 * Reads the steps of a page: ```sh is run, and the ```text after it is the expected output. ```ts, ```sql and ```csv with a file name are
 * written, ```diff with a file name is applied, ```mermaid is a picture. A comment before a block may say `not run: <reason>`,
 * `exits <code>` or `run as: <faster commands>`.
 */
export function readSteps(page: string): Step[] {
  const steps: Step[] = []
  const lines = page.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const opening = /^```(\w*) ?(\S*)$/.exec(lines[at]!)
    if (!opening) continue
    const [, language, file] = opening as unknown as [string, string, string]
    const end = lines.indexOf('```', at + 1)
    if (end === -1) throw new Error(`line ${at + 1}: this block is never closed`)
    const body = lines.slice(at + 1, end)
    const comment = lines
      .slice(Math.max(at - 2, 0), at)
      .map((line) => /^<!-- (.*) -->$/.exec(line)?.[1])
      .find((text) => text !== undefined)
    steps.push(...parseBlock(language, file, body, comment, at + 1, steps.at(-1)))
    at = end
  }
  return steps
}

function parseBlock(
  language: string,
  file: string,
  body: string[],
  comment: string | undefined,
  line: number,
  previous: Step | undefined,
): Step[] {
  const text = body.join('\n') + '\n'
  if (language === 'sh') {
    const reason = /^not run: (.*)$/.exec(comment ?? '')?.[1]
    if (reason !== undefined) return [{ kind: 'not_run', line, commands: text, reason }]
    const commands = /^run as: (.*)$/.exec(comment ?? '')?.[1]
    const exit = Number(/^exits (\d+)$/.exec(comment ?? '')?.[1] ?? 0)
    return [
      { kind: 'run', line, shown: text, commands: commands === undefined ? text : `${commands}\n`, exit, output: null, output_line: null },
    ]
  }
  if (language === 'text') {
    if (previous?.kind === 'run' && previous.output === null) Object.assign(previous, { output: text, output_line: line })
    else if (previous?.kind !== 'not_run') throw new Error(`line ${line}: this output follows no command`)
    return []
  }
  if (language === 'diff') {
    const linesWithout = (sign: string) =>
      body
        .filter((row) => !row.startsWith(sign))
        .map((row) => row.slice(1))
        .join('\n')
    return [{ kind: 'change', line, file: requireFile(file, line), before: linesWithout('+'), after: linesWithout('-') }]
  }
  if (language === 'mermaid') return []
  if (['ts', 'sql', 'csv'].includes(language)) return [{ kind: 'write', line, file: requireFile(file, line), text }]
  throw new Error(`line ${line}: unknown language '${language}'; use sh, text, ts, sql, csv or diff`)
}

function requireFile(file: string, line: number): string {
  if (file === '') throw new Error(`line ${line}: this block names no file`)
  return file
}

/** Writes or changes a file as a step says. */
export function edit(folder: string, step: Step & { kind: 'write' | 'change' }): void {
  const path = join(folder, step.file)
  if (step.kind === 'write') {
    mkdirSync(dirname(path), { recursive: true })
    return writeFileSync(path, step.text)
  }
  const text = readFileSync(path, 'utf8')
  const places = text.split(step.before).length - 1
  if (places !== 1) throw new Error(`line ${step.line}: the text to change occurs ${places} times in ${step.file}, expected once`)
  writeFileSync(
    path,
    text.replace(step.before, () => step.after),
  )
}

/** Runs commands in a shell and returns what a terminal would show. */
export function runCommands(commands: string, folder: string, env: NodeJS.ProcessEnv): Promise<{ exit: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-e'], { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] })
    let output = ''
    shell.stdout.on('data', (part: Buffer) => (output += part.toString()))
    shell.stderr.on('data', (part: Buffer) => (output += part.toString()))
    shell.on('error', reject)
    // At `exit` the last output may still be in the pipe. Servers that keep running do not hold the pipe open.
    shell.on('close', (exit) => resolve({ exit, output }))
    shell.stdin.end(commands)
  })
}

/**
 * Returns the first line of a page that the output lacks, or null. `…` matches any text; alone on a line, any number of lines. With
 * `ignoresNumbers` (the test ran faster commands than the page shows), every number matches any other.
 */
export function firstMissing(shown: string, printed: string, ignoresNumbers: boolean): string | null {
  const normalise = (text: string) => normalisedLines(ignoresNumbers ? text.replaceAll(/\d[\d,.]*/g, '#') : text)
  const [wanted, lines] = [normalise(shown), normalise(printed)]
  const matches = (line: string, pattern: string) =>
    new RegExp(
      `^${pattern
        .split('…')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
    ).test(line)
  // Places that were tried, and the furthest one that was reached.
  const tried = new Set<string>()
  let [furthest, furthestLine] = [0, 0]
  const matchesFrom = (place: number, at: number): boolean => {
    if (place === wanted.length && at === lines.length) return true
    const key = `${place} ${at}`
    if (tried.has(key)) return false
    tried.add(key)
    if (place >= furthest) [furthest, furthestLine] = [place, at]
    if (wanted[place] === '…') return matchesFrom(place + 1, at) || (at < lines.length && matchesFrom(place, at + 1))
    return place < wanted.length && at < lines.length && matches(lines[at]!, wanted[place]!) && matchesFrom(place + 1, at + 1)
  }
  return matchesFrom(0, 0) ? null : (wanted[furthest] ?? `(the end, but found: ${lines[furthestLine]})`)
}

// Replaces the parts that differ between machines and days: durations, moments, ports, widths of tables.
const normalisedLines = (text: string): string[] =>
  sortNodeLines(
    text
      .replaceAll(/\b\d+\.\d+ s\b/g, '# s')
      .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?/g, '#moment')
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:#')
      .split('\n')
      .map((line) => line.replaceAll(/\s+/g, ' ').trim())
      .filter((line) => line !== '' && !line.startsWith('npm warn')),
  )

// Nodes that are built in parallel finish in any order.
function sortNodeLines(lines: string[]): string[] {
  const isNode = (line: string | undefined) => line !== undefined && /^[✓✗=-] \w+\.\w+ /.test(line)
  const ordered: string[] = []
  for (let at = 0; at < lines.length;) {
    const end =
      at +
      Math.max(
        lines.slice(at).findIndex((line) => !isNode(line)),
        0,
      )
    const group = lines.slice(at, Math.max(end, at + 1))
    ordered.push(...group.sort())
    at += group.length
  }
  return ordered
}

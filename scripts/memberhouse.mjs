#!/usr/bin/env node
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bootstrap } from './bootstrap.mjs'

const project = dirname(dirname(fileURLToPath(import.meta.url)))
bootstrap()
const { bundle } = await import('./bundle.mjs')
const main = await bundle(project).catch(async () => {
  // The folder may be read-only, or the code has an error that is clearer when it runs unbundled.
  const { register } = await import('tsx/esm/api')
  register()
  return join(project, 'cli', 'main.ts')
})
await import(pathToFileURL(main).href)

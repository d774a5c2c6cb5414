import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'

// Runs as a separate process: otherwise the worker would keep the 120 MB that bundling needs.
const workflowsPath = fileURLToPath(new URL('../workflows/build_release.ts', import.meta.url))
const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') })
process.stdout.write(code)

import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'

// A process of its own: what bundling takes, 120 MB, the worker would keep for as long as it runs.
const workflowsPath = fileURLToPath(new URL('../workflows/build_release.ts', import.meta.url))
const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') })
process.stdout.write(code)

/** Names under which Temporal knows one warehouse: two databases never take each other's work. */
export function temporalNames(databaseUrl: string): { taskQueue: string; scheduleId: string; workflowId: string } {
  const database = decodeURIComponent(new URL(databaseUrl).pathname.slice(1))
  return { taskQueue: `memberhouse:${database}`, scheduleId: `memberhouse:${database}:nightly`, workflowId: `memberhouse:${database}:run` }
}

/** Whether a workflow is one of this warehouse's. A copy of its database, under another name, holds runs that are not: they are the original's. */
export const isOwnWorkflow = (workflowId: string, databaseUrl: string): boolean =>
  workflowId.startsWith(`${temporalNames(databaseUrl).workflowId}:`)

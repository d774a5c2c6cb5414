/** The task queue, schedule and workflow ids of one warehouse in Temporal; they hold its database name, so that warehouses do not mix. */
export function temporalNames(databaseUrl: string): { taskQueue: string; scheduleId: string; workflowId: string } {
  const database = decodeURIComponent(new URL(databaseUrl).pathname.slice(1))
  return { taskQueue: `memberhouse:${database}`, scheduleId: `memberhouse:${database}:nightly`, workflowId: `memberhouse:${database}:run` }
}

/** Whether a workflow belongs to this warehouse. The runs in a copy of a database, under another name, belong to the original. */
export const isOwnWorkflow = (workflowId: string, databaseUrl: string): boolean =>
  workflowId.startsWith(`${temporalNames(databaseUrl).workflowId}:`)

/** Names under which Temporal knows one warehouse: two databases never take each other's work. */
export function temporalNames(databaseUrl: string): { taskQueue: string; scheduleId: string; workflowId: string } {
  const database = decodeURIComponent(new URL(databaseUrl).pathname.slice(1))
  return { taskQueue: `memberhouse:${database}`, scheduleId: `memberhouse:${database}:nightly`, workflowId: `memberhouse:${database}:run` }
}

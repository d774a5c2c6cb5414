import { UsageError } from '../../engine/base/errors.ts'
import { runRequest, type RunRequest } from '../../engine/meta/run_request.ts'
import { actor } from '../warehouse.ts'

export type RequestOptions = { asOf?: string; select?: string[]; exclude?: string[]; fullRefresh?: boolean; supersede?: boolean }

/** Reads the options of `build` and `plan` into a request; throws a UsageError when one is malformed. */
export function readRequest(options: RequestOptions, publish: RunRequest['publish']): RunRequest {
  const checked = runRequest.safeParse({
    as_of: options.asOf ?? null,
    select: options.select ?? [],
    exclude: options.exclude ?? [],
    full_refresh: options.fullRefresh ?? false,
    publish,
    supersede: options.supersede ?? false,
    actor: actor(),
  })
  if (checked.success) return checked.data
  throw new UsageError(checked.error.issues.map((issue) => `--${issue.path.join('.').replaceAll('_', '-')}: ${issue.message}`).join('\n'))
}

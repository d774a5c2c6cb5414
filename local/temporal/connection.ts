import type { NativeConnectionOptions } from '@temporalio/worker'
import { MemberhouseError } from '../../engine/base/errors.ts'

/**
 * The SDK's options to connect to Temporal at an address. For the server of TEMPORAL_ADDRESS they include the key and certificates from the
 * environment, under the same names as for Temporal's own programs (TEMPORAL_API_KEY, TEMPORAL_TLS_…). A local server gets none.
 */
export async function temporalConnection(address: string): Promise<NativeConnectionOptions> {
  if (address !== process.env['TEMPORAL_ADDRESS']) return { address }
  const { loadClientConnectConfig } = await import('@temporalio/envconfig')
  try {
    return loadClientConnectConfig({ disableFile: true }).connectionOptions
  } catch (cause) {
    throw new MemberhouseError(`Invalid settings for Temporal: ${(cause as Error).message}`, {
      hint: 'Correct the environment variables that start with TEMPORAL_.',
      cause,
    })
  }
}

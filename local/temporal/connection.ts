import type { NativeConnectionOptions } from '@temporalio/worker'
import { MemberhouseError } from '../../engine/base/errors.ts'

/**
 * How the SDK connects to Temporal at an address. To the server of TEMPORAL_ADDRESS go also the key and the certificates that Temporal's own
 * programs take from the environment (TEMPORAL_API_KEY, TEMPORAL_TLS_…); to a local one nothing of that.
 */
export async function temporalConnection(address: string): Promise<NativeConnectionOptions> {
  if (address !== process.env['TEMPORAL_ADDRESS']) return { address }
  const { loadClientConnectConfig } = await import('@temporalio/envconfig')
  try {
    return loadClientConnectConfig({ disableFile: true }).connectionOptions
  } catch (cause) {
    throw new MemberhouseError(`The settings for Temporal cannot be used: ${(cause as Error).message}`, {
      hint: 'Correct the variables whose names begin with TEMPORAL_.',
      cause,
    })
  }
}

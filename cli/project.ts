import { join } from 'node:path'
import { readConfig, type Config } from '../engine/config.ts'

/** The configuration of the project that this command belongs to. */
export const readProject = (): Promise<Config> => readConfig(join(import.meta.dirname, '..'))

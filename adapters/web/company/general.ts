import type { Told } from './told.ts'

export const GENERAL: readonly Told[] = []

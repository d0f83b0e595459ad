import type { Told } from './told.ts'

export const SUPPORT: readonly Told[] = []

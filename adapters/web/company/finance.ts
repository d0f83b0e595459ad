import type { Told } from './told.ts'

export const FINANCE: readonly Told[] = []

import type { Told } from './told.ts'

export const DATA: readonly Told[] = []

import type { Told } from './told.ts'

export const PRIVATE: readonly Told[] = []

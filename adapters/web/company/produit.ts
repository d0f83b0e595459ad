import type { Told } from './told.ts'

export const PRODUIT: readonly Told[] = []

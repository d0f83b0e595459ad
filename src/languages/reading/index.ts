import type { LanguageCode } from '../../knowledge/item.ts'
import type { Reading } from '../language.ts'
import { reading as en } from './en.ts'
import { reading as fr } from './fr.ts'

/** How each language is read. */
export const readings: Readonly<Record<LanguageCode, Reading>> = { en, fr }

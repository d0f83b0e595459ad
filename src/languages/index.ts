import type { LanguageCode } from '../knowledge/item.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import type { Language } from './language.ts'

/** The languages that Savoir speaks. A new one is one file and one line. */
export const languages: Readonly<Record<LanguageCode, Language>> = { en, fr }

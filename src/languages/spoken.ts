import type { LanguageCode } from '../knowledge/item.ts'
import type { Phrases } from './phrases.ts'
import { englishPhrases } from './phrases-en.ts'
import { frenchPhrases } from './phrases-fr.ts'

/** What Savoir says, in each of its languages. */
export const spoken: Readonly<Record<LanguageCode, Phrases>> = { en: englishPhrases, fr: frenchPhrases }

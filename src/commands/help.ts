import { languages } from '../languages/index.ts'
import { verbNamed } from '../languages/parse.ts'
import { answer, type Command } from '../request.ts'
import { helpDoc, helpVerbDoc } from '../say/help.ts'

/** What Savoir does, or more on one verb. */
export const help: Command = async (request) => {
  const verb = verbNamed(request.text.trim(), request.language)
  const doc = verb ? helpVerbDoc(request.phrases, languages[request.language], verb) : helpDoc(request.phrases)
  return answer(request, doc)
}

import { button } from '../action.ts'
import { buttons, text } from '../chat/doc.ts'
import { Refusal } from '../refusal.ts'
import type { PressHandler } from '../request.ts'
import { answer, type Command, type Request } from '../request.ts'

/** Savoir notices questions in this channel from now on. */
export const on: Command = async (request) => turned(request, true)

/** Savoir is silent in this channel, unless addressed. */
export const off: Command = async (request) => turned(request, false)

/** The button under what `on` and `off` said. */
export const turn: PressHandler = async (press) => turned(press, press.args[0] === 'on')

function turned(request: Request, to: boolean) {
  if (request.in.audience === 'direct') throw new Refusal('onlyInChannel')
  const { bot, buttons: labels } = request.phrases
  const sentence = (to ? bot.on : bot.off)(`#${request.in.name}`)
  const back = to ? button(labels.turnOff, 'turn', 'off') : button(labels.turnOn, 'turn', 'on')
  return answer(
    request,
    [text(sentence), buttons(back)],
    [{ kind: 'placeSet', place: request.in.ref, settings: { on: to } }],
  )
}

import { button } from '../action.ts'
import type { Place } from '../chat/directory.ts'
import { buttons, text } from '../chat/doc.ts'
import { Refusal } from '../refusal.ts'
import type { PressHandler } from '../request.ts'
import { answer, type Command, type Request } from '../request.ts'
import type { World } from '../world.ts'
import { placeNamed } from './names.ts'

/** Savoir notices questions in this channel from now on. */
export const on: Command = async (request, world) => turned(request, await placeOf(request, world), true)

/** Savoir is silent in this channel, unless addressed. */
export const off: Command = async (request, world) => turned(request, await placeOf(request, world), false)

/** The button under what `on` and `off` said. */
export const turn: PressHandler = async (press, world) =>
  turned(press, await placeNamed(press.args[1] ?? '', press.reader, world), press.args[0] === 'on')

/** The channel that is named, else the one where it is said. */
async function placeOf(request: Request, world: World): Promise<Place> {
  const named = /#\S*[^\s.!]/.exec(request.text)
  return named ? placeNamed(named[0], request.reader, world) : request.in
}

function turned(request: Request, place: Place, to: boolean) {
  if (place.audience === 'direct') throw new Refusal('onlyInChannel')
  const { bot, buttons: labels } = request.phrases
  const sentence = (to ? bot.on : bot.off)(`#${place.name}`)
  const back = to ? button(labels.turnOff, 'turn', 'off', place.ref) : button(labels.turnOn, 'turn', 'on', place.ref)
  return answer(
    request,
    [text(sentence), buttons(back)],
    [{ kind: 'placeSet', place: place.ref, settings: { on: to } }],
  )
}

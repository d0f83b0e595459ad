import { z } from 'zod'

/** Limits of Block Kit as documented; whatever is over them, misspelt or unknown is refused. */
const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() })
const markdownText = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() })
const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), markdownText(max)])
const id = z.string().min(1).max(255).optional()

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional()
const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({ type: z.literal('link'), url: z.url().max(3000), text: z.string().min(1).optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string(), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string(), style }),
  z.strictObject({ type: z.literal('emoji'), name: z.string() }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']) }),
])
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richElement).min(1) })
const border = z.union([z.literal(0), z.literal(1)]).optional()
const richText = z.discriminatedUnion('type', [
  richSection,
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richElement).min(1), border }),
  z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(richElement).min(1), border }),
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(richSection).min(1),
    indent: z.number().int().max(8).optional(),
  }),
])

const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
})
const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: id,
  value: z.string().max(2000).optional(),
  url: z.url().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
})
const option = z.strictObject({ text: anyText(75), value: z.string().max(150) })
const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: id,
  options: z.array(option).min(1).max(5),
})
const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: id,
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.number().int().min(0).max(3000).optional(),
  max_length: z.number().int().min(1).max(3000).optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
})

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plainText(150), block_id: id }),
  z.strictObject({
    type: z.literal('section'),
    text: anyText(3000),
    accessory: z.union([button, overflow]).optional(),
    block_id: id,
  }),
  z.strictObject({ type: z.literal('divider'), block_id: id }),
  z.strictObject({ type: z.literal('context'), elements: z.array(anyText(3000)).min(1).max(10), block_id: id }),
  z.strictObject({
    type: z.literal('actions'),
    elements: z
      .array(z.union([button, overflow]))
      .min(1)
      .max(25),
    block_id: id,
  }),
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(richText).min(1), block_id: id }),
  z.strictObject({
    type: z.literal('input'),
    label: plainText(2000),
    element: textInput,
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    block_id: id,
  }),
])

/** Slack fails with `msg_blocks_too_long` near this many characters of text in all blocks together. */
const MESSAGE_TEXT_MAX = 13_200

const view = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    blocks: z.array(block).min(1).max(100),
    callback_id: id,
    private_metadata: z.string().max(3000).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('home'),
    blocks: z.array(block).max(100),
    callback_id: id,
    private_metadata: z.string().max(3000).optional(),
  }),
])

/** The error code that Slack would answer with, and why; null when the blocks are good. */
export function faultOfMessageBlocks(blocks: unknown): { error: string; why: string } | null {
  const parsed = z.array(block).max(50).safeParse(blocks)
  if (!parsed.success) return { error: 'invalid_blocks', why: z.prettifyError(parsed.error) }
  if (parsed.data.some((one) => one.type === 'input')) return { error: 'invalid_blocks', why: 'input in a message' }
  const twice = repeated(parsed.data)
  if (twice) return { error: 'invalid_blocks', why: twice }
  const size = textSize(parsed.data)
  return size > MESSAGE_TEXT_MAX ? { error: 'msg_blocks_too_long', why: `${size} characters` } : null
}

export function faultOfView(candidate: unknown): { error: string; why: string } | null {
  const parsed = view.safeParse(candidate)
  if (!parsed.success) return { error: 'invalid_arguments', why: z.prettifyError(parsed.error) }
  const twice = repeated(parsed.data.blocks)
  if (twice) return { error: 'invalid_arguments', why: twice }
  return JSON.stringify(candidate).length > 250_000 ? { error: 'view_too_large', why: 'over 250 kB' } : null
}

/** Block ids must differ in a message, action ids in a block. */
function repeated(blocks: readonly z.infer<typeof block>[]): string | null {
  const ids = blocks.flatMap((one) => one.block_id ?? [])
  if (new Set(ids).size < ids.length) return 'a block_id appears twice'
  for (const one of blocks) {
    const actions = one.type === 'actions' ? one.elements.flatMap((element) => element.action_id ?? []) : []
    if (new Set(actions).size < actions.length) return 'an action_id appears twice in a block'
  }
  return null
}

/** Characters of every text in a tree of blocks. */
export function textSize(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum: number, one) => sum + textSize(one), 0)
  if (typeof node !== 'object' || node === null) return 0
  return Object.entries(node).reduce(
    (sum, [key, value]) => sum + (key === 'text' && typeof value === 'string' ? value.length : textSize(value)),
    0,
  )
}

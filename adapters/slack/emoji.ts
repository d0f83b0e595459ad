/** Short names, as Slack wants them, of the characters that Savoir puts. */
const NAMES: Readonly<Record<string, string>> = {
  '✅': 'white_check_mark',
  '🧠': 'brain',
  '👀': 'eyes',
  '👍': 'thumbsup',
  '🙏': 'pray',
  '🎉': 'tada',
  '💡': 'bulb',
  '📌': 'pushpin',
  '❓': 'question',
  '❌': 'x',
}

/** The name of an emoji given by name, with or without colons, or as a character. */
export function emojiName(emoji: string): string {
  return NAMES[emoji.replace(/\ufe0f$/, '')] ?? emoji.replaceAll(':', '')
}

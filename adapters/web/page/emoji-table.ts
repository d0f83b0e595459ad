/** Emoji of the picker: short name, character, words to find it by in both languages. */
export const EMOJI: readonly (readonly [name: string, character: string, words: string])[] = [
  ['brain', '🧠', 'save knowledge garder savoir cerveau'],
  ['white_check_mark', '✅', 'accept answer done réponse fait coche'],
  ['+1', '👍', 'thumbs up yes agree oui pouce accord'],
  ['eyes', '👀', 'look seen yeux regarder vu'],
  ['pray', '🙏', 'thanks please merci'],
  ['tada', '🎉', 'party hooray fête bravo'],
  ['heart', '❤️', 'love coeur'],
  ['joy', '😂', 'laugh rire'],
  ['smile', '😄', 'happy sourire content'],
  ['slightly_smiling_face', '🙂', 'ok sourire'],
  ['wink', '😉', 'clin'],
  ['thinking_face', '🤔', 'hmm doubt penser doute'],
  ['open_mouth', '😮', 'wow surprise'],
  ['cry', '😢', 'sad triste'],
  ['sweat_smile', '😅', 'phew ouf'],
  ['sunglasses', '😎', 'cool lunettes'],
  ['raised_hands', '🙌', 'praise bravo mains'],
  ['clap', '👏', 'applause bravo applaudir'],
  ['ok_hand', '👌', 'fine parfait'],
  ['wave', '👋', 'hello bye salut bonjour'],
  ['muscle', '💪', 'strong force'],
  ['-1', '👎', 'no disagree non pouce'],
  ['point_up', '☝️', 'this ceci doigt'],
  ['handshake', '🤝', 'deal accord'],
  ['fire', '🔥', 'hot feu'],
  ['rocket', '🚀', 'ship launch fusée lancer'],
  ['star', '⭐', 'favourite étoile'],
  ['bulb', '💡', 'idea idée ampoule'],
  ['warning', '⚠️', 'careful attention'],
  ['x', '❌', 'no wrong non faux croix'],
  ['question', '❓', 'ask demander'],
  ['exclamation', '❗', 'important'],
  ['100', '💯', 'exactly cent'],
  ['memo', '📝', 'note write écrire'],
  ['book', '📖', 'read docs lire livre'],
  ['link', '🔗', 'url lien'],
  ['lock', '🔒', 'private secret privé cadenas'],
  ['key', '🔑', 'clé'],
  ['bug', '🐛', 'defect bogue insecte'],
  ['wrench', '🔧', 'fix tool réparer outil'],
  ['hammer', '🔨', 'build marteau'],
  ['package', '📦', 'release paquet'],
  ['chart_with_upwards_trend', '📈', 'growth graph croissance'],
  ['hourglass', '⌛', 'wait attendre sablier'],
  ['calendar', '📅', 'date calendrier'],
  ['bell', '🔔', 'remind rappel cloche'],
  ['moneybag', '💰', 'money argent'],
  ['receipt', '🧾', 'invoice facture reçu'],
  ['coffee', '☕', 'break pause café'],
  ['croissant', '🥐', 'breakfast déjeuner'],
  ['cake', '🍰', 'birthday gâteau'],
  ['mountain', '⛰️', 'montagne'],
  ['train', '🚆', 'travel voyage'],
  ['sunny', '☀️', 'sun soleil'],
  ['snowflake', '❄️', 'winter neige hiver'],
  ['seedling', '🌱', 'grow plante'],
]

const CHARACTERS = new Map(EMOJI.map(([name, character]) => [name, character]))

/** The character of an emoji, or its name between colons when the table lacks it. */
export const characterOf = (emoji: string): string =>
  CHARACTERS.get(emoji) ?? (/^[\w+-]+$/.test(emoji) ? `:${emoji}:` : emoji)

/** Emoji whose name or words contain every word of the query. */
export function findEmoji(query: string): typeof EMOJI {
  const words = fold(query).split(/\s+/).filter(Boolean)
  return EMOJI.filter(([name, , more]) => words.every((word) => fold(`${name} ${more}`).includes(word)))
}

/** Without case and accents. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')

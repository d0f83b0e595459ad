import type { Told } from './told.ts'

/** #general and #bureau-lausanne: newcomers, badges, and who has the key to the bicycle room. */
export const GENERAL: readonly Told[] = [
  {
    in: 'general',
    by: 'grace',
    daysAgo: 341,
    at: '08:45',
    says: 'What does a newcomer need on the first morning? I am rewriting the onboarding list and would like to hear it from those who came last.',
    brain: ['grace', 'iris'],
    replies: [
      {
        by: 'mei',
        after: 20,
        says: 'A laptop that already has the VPN on it. I spent my first day without one.',
        thumbs: ['julien'],
      },
      { by: 'julien', after: 34, says: 'Somebody to have lunch with. Nobody tells you where the others go.' },
      {
        by: 'iris',
        after: 52,
        says: 'Access in this order: mail, VPN, chat, then the rest. The access form refuses everything else until the VPN certificate exists, and it is silent about it.',
        thumbs: ['grace', 'mei'],
      },
      {
        by: 'grace',
        after: 180,
        says: 'The list is now: laptop with VPN the evening before, badge at the reception, one named person for lunch, accounts in Iris’ order. Thank you all!',
        thumbs: ['mei', 'iris', 'julien'],
      },
    ],
  },
  {
    in: 'general',
    by: 'omar',
    daysAgo: 228,
    at: '12:40',
    says: 'How many days can I work from another country? I would like to spend three weeks with my parents in Dakar.',
    replies: [
      {
        by: 'grace',
        after: 28,
        says: 'Up to 20 working days a year, whatever the country, if you tell me two weeks before. From the 21st on, social insurance becomes complicated and Camille has to agree. Take the travel laptop: guest data must not be on yours.',
        check: ['omar', 'julien'],
      },
      { by: 'omar', after: 35, says: 'Fifteen days then. That is generous, thank you.' },
    ],
  },
  {
    in: 'general',
    by: 'lea',
    daysAgo: 110,
    at: '09:25',
    says: 'La retro de vendredi est à 14 h à Lausanne et à 13 h à Dublin. Same meeting, two clocks, one cake.',
    thumbs: ['grace', 'omar', 'mei', 'theo'],
    replies: [
      { by: 'samir', after: 12, says: 'The cake is in Lausanne again, I notice.', thumbs: ['iris', 'mei', 'omar'] },
    ],
  },
  {
    in: 'general',
    by: 'mei',
    daysAgo: 15,
    at: '10:50',
    says: 'Is there a quiet room in the Lausanne office that I can book for a whole day? I am there next Thursday.',
    replies: [
      {
        by: 'theo',
        after: 21,
        says: 'There is one on the second floor, but I don’t know how it is booked since the move.',
      },
    ],
  },
  {
    in: 'bureau-lausanne',
    by: 'julien',
    daysAgo: 367,
    at: '08:12',
    says: 'Comment renouveler un badge ? Le mien ne s’ouvre plus sur rien depuis lundi.',
    replies: [
      {
        by: 'camille',
        after: 7,
        says: 'Les badges expirent après deux ans. Passe à la réception avec une pièce d’identité entre 8 h et 11 h, c’est fait sur place. L’après-midi il n’y a personne qui en ait le droit.',
        check: ['julien'],
      },
    ],
  },
  {
    in: 'bureau-lausanne',
    by: 'nora',
    daysAgo: 190,
    at: '07:50',
    says: 'Qui a la clé du local à vélos ?',
    replies: [
      {
        by: 'theo',
        after: 3,
        says: 'Elle est dans la boîte à code à gauche de la porte. Le code est sur l’intranet, page « Locaux », et il change au début de chaque trimestre.',
        check: ['nora'],
        thumbs: ['lea'],
      },
    ],
  },
  {
    in: 'bureau-lausanne',
    by: 'theo',
    daysAgo: 27,
    at: '13:15',
    says: 'La machine à café clignote orange. J’ai rempli l’eau, vidé le marc, prié. Autre chose ?',
    replies: [
      {
        by: 'lea',
        after: 8,
        says: 'Orange, c’est le calcaire. La pastille est dans le tiroir du bas ; maintiens les deux tasses pendant cinq secondes et compte vingt minutes. On la détartre toutes les huit semaines, la dernière fois, c’était avant les vacances.',
        check: ['theo'],
        thumbs: ['camille', 'julien'],
      },
    ],
  },
]

import type { Told } from './told.ts'

/** #contracts-fr and #hiring: what only their members may read. */
export const PRIVATE: readonly Told[] = [
  {
    in: 'contracts-fr',
    by: 'theo',
    daysAgo: 240,
    at: '10:00',
    says: 'Un groupe de douze hôtels demande un seul contrat pour tous. Avons-nous un modèle pour cela ?',
    brain: ['nora'],
    replies: [
      {
        by: 'nora',
        after: 38,
        says: 'Oui, le contrat-cadre : conditions communes, et une annexe d’une page par hôtel. Chaque hôtel signe son annexe, ainsi un départ ne touche pas les autres. La remise va dans le cadre, jamais dans l’annexe.',
        check: ['theo', 'camille'],
      },
    ],
  },
  {
    in: 'contracts-fr',
    by: 'camille',
    daysAgo: 101,
    at: '14:50',
    says: 'Quel délai de résiliation accordons-nous quand un hôtel ferme pour travaux ?',
    brain: ['camille'],
    replies: [
      {
        by: 'nora',
        after: 27,
        says: 'Pas de résiliation, une suspension : six mois au plus, sans frais, les données sont gardées. C’est l’article 9.3. Au-delà, trois mois pour la fin d’un mois, comme pour tout le monde.',
        check: ['camille'],
      },
      { by: 'camille', after: 33, says: 'Merci, l’hôtel de Gruyères sera soulagé.' },
    ],
  },
  {
    in: 'contracts-fr',
    by: 'lea',
    daysAgo: 17,
    at: '11:30',
    says: 'Un client demande une pénalité si nous dépassons quatre heures de panne par an. Est-ce négociable, et qui décide ?',
    replies: [
      { by: 'nora', after: 90, says: 'Négociable, oui. Qui décide au-dessus de 5 %, je ne le sais pas encore.' },
    ],
  },
  {
    in: 'hiring',
    by: 'iris',
    daysAgo: 165,
    at: '15:10',
    says: 'How do we pay candidates for the trial day? The last one had to ask twice.',
    brain: ['grace'],
    replies: [
      {
        by: 'grace',
        after: 19,
        says: 'A flat 350 euros or 380 francs, paid within ten days. Send me the name, the date and the IBAN on the evening of the trial day: Camille’s form “External, one day” needs nothing else.',
        check: ['iris', 'lea'],
      },
    ],
  },
  {
    in: 'hiring',
    by: 'omar',
    daysAgo: 38,
    at: '09:35',
    says: 'Which questions do we not ask in an interview? I have my first one on Thursday.',
    brain: ['omar'],
    replies: [
      {
        by: 'grace',
        after: 16,
        says: 'Nothing about family, plans for children, health, age, religion or where somebody is “really” from, not even as small talk. Ask everybody the same five questions and write the answers down before you talk to the others.',
        check: ['omar'],
        thumbs: ['iris', 'lea'],
      },
      { by: 'omar', after: 21, says: 'The five questions are a relief. Thank you.' },
    ],
  },
]

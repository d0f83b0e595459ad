import type { Told } from './told.ts'

/** #finance, in both languages: VAT, expenses, invoices. */
export const FINANCE: readonly Told[] = [
  {
    in: 'finance',
    by: 'theo',
    daysAgo: 389,
    at: '09:15',
    says: 'Quel taux de TVA suisse s’applique à la nuit d’hôtel, et au petit-déjeuner ?',
    brain: ['theo', 'julien'],
    replies: [
      {
        by: 'camille',
        after: 20,
        says: 'La nuit est au taux spécial de l’hébergement, 3,8 %. Le petit-déjeuner compris dans le prix suit la nuit, à 3,8 % aussi. Servi à part, il passe à 8,1 %. Les plats à l’emporter sont à 2,6 %.',
        check: ['theo', 'samir'],
      },
      { by: 'theo', after: 31, says: 'Parfait, c’est ce qu’il fallait pour le formulaire des tarifs. Merci !' },
    ],
  },
  {
    in: 'finance',
    by: 'samir',
    daysAgo: 205,
    at: '10:28',
    says: 'How do we invoice a German hotel in CHF? They ask whether there is Swiss VAT on our subscription.',
    brain: ['samir'],
    replies: [
      {
        by: 'camille',
        after: 55,
        says: 'No Swiss VAT: for services to a company, the place of supply is where the customer is. The invoice says “reverse charge”, shows their VAT number, and the amount in CHF without tax. Check the number first at https://ec.europa.eu/taxation_customs/vies and keep the print.',
        check: ['samir', 'theo'],
      },
      { by: 'samir', after: 70, says: 'And if they have no VAT number?' },
      {
        by: 'camille',
        after: 82,
        says: 'Then send them to me. It happens twice a year and each case is its own story.',
        thumbs: ['samir'],
      },
    ],
  },
  {
    in: 'finance',
    by: 'julien',
    daysAgo: 156,
    at: '17:01',
    says: 'Comment facturer un hôtel allemand en CHF sans que le PDF affiche « TVA 0 % » ? Le client dit que son comptable le refuse.',
    replies: [
      {
        by: 'camille',
        after: 25,
        says: 'Il a raison. Dans la fiche du client, choisis « Autoliquidation » comme régime au lieu du taux zéro : la ligne de TVA disparaît et la mention légale apparaît à sa place, dans la langue du client.',
        check: ['julien'],
      },
    ],
  },
  {
    in: 'finance',
    by: 'mei',
    daysAgo: 132,
    at: '08:33',
    says: 'How do I file an expense report for a train ticket bought in CHF with my own card?',
    brain: ['grace'],
    replies: [
      {
        by: 'camille',
        after: 47,
        says: 'In the expense tool, choose CHF as the currency and attach the ticket, not the card statement. You get back what your bank charged: add the statement later as a second file, and I correct the rate. File by the 20th to have it with the same month’s salary.',
        check: ['mei'],
      },
      { by: 'grace', after: 64, says: 'I added it to the page for newcomers.', thumbs: ['camille'] },
    ],
  },
  {
    in: 'finance',
    by: 'nora',
    daysAgo: 45,
    at: '11:11',
    says: 'Combien de temps devons-nous garder les factures et leurs justificatifs ?',
    replies: [
      {
        by: 'camille',
        after: 9,
        says: 'Dix ans en Suisse, à partir de la fin de l’exercice. Pour ce qui touche à un immeuble, vingt ans. En Irlande c’est six ans, mais nous gardons dix ans partout, c’est plus simple.',
        check: ['nora'],
      },
    ],
  },
  {
    in: 'finance',
    by: 'camille',
    daysAgo: 9,
    at: '14:20',
    says: 'Quelqu’un sait comment séparer la taxe de séjour sur la QR-facture ? La commune de Lavaux la veut sur une ligne à part.',
  },
]

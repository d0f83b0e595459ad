import type { Told } from './told.ts'

/** #support, in English: what hotels ask. */
export const SUPPORT: readonly Told[] = [
  {
    in: 'support',
    by: 'samir',
    daysAgo: 446,
    at: '10:40',
    says: 'A hotel wants to change the e-mail address on an invoice that was already sent. Is that possible?',
    replies: [
      {
        by: 'camille',
        after: 30,
        says: 'Not on that invoice: once it is sent it is fixed. Cancel it, which makes a credit note, and issue a new one with the new address. The two together are zero, and the accounts stay clean.',
        check: ['samir'],
      },
    ],
  },
  {
    in: 'support',
    by: 'samir',
    daysAgo: 302,
    at: '08:20',
    says: 'Three hotels report that guests get the confirmation twice. Is it us or their mail server?',
    brain: ['samir'],
    replies: [
      { by: 'julien', after: 22, says: 'Us, I am afraid. The button can be pressed twice on a slow phone.' },
      {
        by: 'julien',
        after: 140,
        says: 'Fixed: the form now sends a key with each booking, and the server answers the second press with the first booking. For the guests who were hit, `Bookings → Duplicates` lists them so that one can be cancelled without a fee.',
        check: ['samir', 'theo'],
      },
      { by: 'samir', after: 155, says: 'I told the three hotels. Thank you for being quick.' },
    ],
  },
  {
    in: 'support',
    by: 'grace',
    daysAgo: 121,
    at: '13:05',
    says: 'A guest wrote to our jobs address to have their booking data deleted. Who handles that?',
    replies: [
      {
        by: 'nora',
        after: 16,
        says: 'I do. But first the hotel: for guest data the hotel is the controller and we are the processor. Answer within two days that it was passed on, forward it to privacy@corniche.example, and I write to the hotel. They have 30 days.',
        check: ['grace', 'samir'],
      },
      { by: 'samir', after: 24, says: 'That should be in the support handbook. I put it there.', thumbs: ['nora'] },
    ],
  },
  {
    in: 'support',
    by: 'samir',
    daysAgo: 73,
    at: '16:12',
    says: 'What do we say when a hotel asks for an export of all its data because it is leaving?',
    replies: [
      {
        by: 'theo',
        after: 45,
        says: '`Settings → Take your data` makes a zip with everything as CSV and PDF. It stays available for 60 days after the end of the contract. And please ask them why they leave: a sentence is enough, I read each one.',
        check: ['samir'],
      },
    ],
  },
  {
    in: 'support',
    by: 'samir',
    daysAgo: 11,
    at: '09:02',
    says: 'Can a hotel have two cash desks on one contract? A restaurant with its own till opens in Vevey soon.',
    replies: [
      {
        by: 'theo',
        after: 130,
        says: 'I think so, but I have never seen it done. Does anybody remember the hotel in Sion?',
      },
    ],
  },
]

import type { Told } from './told.ts'

/** #produit, en français : ce que l’on construit, et pour qui. */
export const PRODUIT: readonly Told[] = [
  {
    in: 'produit',
    by: 'julien',
    daysAgo: 460,
    at: '09:50',
    says: 'Où sont les textes de l’interface ? J’ai trouvé trois fichiers et aucun n’a l’air d’être le bon.',
    replies: [
      {
        by: 'theo',
        after: 14,
        says: 'Dans `locales/`, un fichier par langue. Les deux autres datent d’avant la refonte et ne sont plus lus. On écrit d’abord en français, Samir relit l’anglais.',
        check: ['julien'],
      },
    ],
  },
  {
    in: 'produit',
    by: 'nora',
    daysAgo: 287,
    at: '13:30',
    says: 'RGPD : combien de temps gardons-nous les pièces d’identité que les hôtels scannent à l’arrivée ?',
    brain: ['nora', 'theo'],
    replies: [
      { by: 'theo', after: 18, says: 'Aujourd’hui, sans limite. Je crois que ce n’est pas la bonne réponse.' },
      {
        by: 'nora',
        after: 51,
        says: 'En effet. La police des étrangers demande le bulletin d’arrivée, pas la copie de la pièce. On garde le bulletin un an et on efface l’image dès que le bulletin est complet, au plus tard après 24 heures.',
        check: ['theo', 'lea'],
      },
      {
        by: 'theo',
        after: 66,
        says: 'C’est dans la version de cette semaine. L’image ne touche même plus le disque.',
        thumbs: ['nora', 'lea'],
      },
    ],
  },
  {
    in: 'produit',
    by: 'theo',
    daysAgo: 150,
    at: '15:45',
    says: 'Faut-il permettre aux hôtels de changer la couleur des e-mails ? On nous le demande chaque mois.',
    replies: [
      {
        by: 'paula',
        after: 26,
        says: 'La couleur, oui. La police, non : elle ne passe pas dans la moitié des messageries.',
      },
      {
        by: 'julien',
        after: 41,
        says: 'Attention au contraste : un hôtel choisira du jaune sur blanc. Je peux refuser ce qui est sous 4,5:1 et proposer la teinte la plus proche.',
        thumbs: ['paula', 'theo'],
      },
      { by: 'theo', after: 58, says: 'Vendu. Une couleur, vérifiée, et rien d’autre.' },
    ],
  },
  {
    in: 'produit',
    by: 'paula',
    daysAgo: 80,
    at: '10:22',
    says: 'Quelle taille d’image faut-il pour la page de réservation ? Les photos des hôtels arrivent floues sur les téléphones.',
    brain: ['julien'],
    replies: [
      {
        by: 'julien',
        after: 33,
        says: '1600 × 1067 pixels au moins, en JPEG ou WebP. Le serveur fabrique les tailles plus petites lui-même. Ce qui est flou, ce sont les vignettes de l’ancien site que les hôtels recopient : il leur faut l’original.',
        check: ['paula'],
      },
    ],
  },
  {
    in: 'produit',
    by: 'lea',
    daysAgo: 33,
    at: '09:08',
    says: 'Comment active-t-on une nouveauté pour un seul hôtel, sans déployer ?',
    replies: [
      {
        by: 'julien',
        after: 12,
        says: 'Dans la console, `Hôtel → Nouveautés`, coche la case et ajoute une date de fin. Sans date de fin, la case est refusée : il y en avait 40 d’oubliées.',
        check: ['lea'],
      },
      { by: 'lea', after: 15, says: 'La date de fin est une très bonne idée. Merci !' },
    ],
  },
  {
    in: 'produit',
    by: 'theo',
    daysAgo: 4,
    at: '16:05',
    says: 'Est-ce que quelqu’un a déjà branché une serrure électronique sur nos réservations ? Un hôtel à Verbier veut des codes par SMS.',
  },
]

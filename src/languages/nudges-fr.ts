import type { DigestSetting } from '../knowledge/settings.ts'
import type { NudgePhrases } from './nudges.ts'

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']

const things = (count: number): string => (count <= 1 ? '1 chose' : `${count} choses`)
const period = { day: 'Votre journée', week: 'Votre semaine', month: 'Votre mois', never: 'Votre semaine' }
const people = (count: number): string => (count <= 1 ? '1 personne' : `${count} personnes`)
/** Before a vowel, as in « la question d’Omar ». */
const of = (name: string): string => (/^[aeiouàâäéèêëîïôöùûüœæ]/i.test(name) ? `d’${name}` : `de ${name}`)

/** What Savoir says by itself, in French. */
export const frenchNudges: NudgePhrases = {
  digest: {
    title: (every, count) => `${period[every]} · ${things(count)}`,
    question: (title) => `Une question à laquelle vous pourriez répondre : « ${title} »`,
    helped: (title, count) => `« ${title} » a aidé ${people(count)}`,
    isNew: (tag, title, author) => `Du nouveau sur #${tag} : « ${title} », par ${author}`,
    merge: (tag, into) => `#${tag} = #${into} ?`,
    decision: (title, author) => `Décidé : « ${title} », par ${author}`,
    nothing: 'Il n’y a rien de nouveau pour vous en ce moment. Quand il n’y a rien, je n’envoie rien.',
    nothingLately: 'Rien de nouveau cette fois-ci. Du mois passé :',
    nothingYet: 'Dès que vous aurez demandé ou répondu quelque chose, je saurai quels sujets sont les vôtres.',
    setting: (setting) => `Votre résumé vient ${rhythm(setting)} à ${timeOf(setting)}, s’il contient quelque chose.`,
    pausedUntil: (day) => `Il est en pause jusqu’au ${day}.`,
    off: 'Vous ne recevez pas de résumé. Écrivez « résumé » à tout moment pour voir ce qu’il y a de nouveau.',
    buttons: {
      day: 'Chaque jour',
      week: 'Chaque semaine',
      month: 'Chaque mois',
      off: 'Jamais',
      pause: 'Pause de 2 semaines',
      resume: 'Reprendre',
      notMe: 'Pas moi',
      same: 'Pareil',
      different: 'Différent',
    },
  },
  clock: {
    request: (name) => `Pourriez-vous aider ${name} ?`,
    passedOn: (by, name) => `${by} pense que vous pourriez aider ${name}.`,
    why: (title, when) => `Je vous le demande à cause de « ${title} » (${when}).`,
    whySays: 'Je vous le demande parce que vous avez dit connaître ce sujet.',
    onlyYou: 'Personne d’autre ne voit ce message, et rien ne vous oblige à répondre.',
    took: 'Merci. La personne sait que quelqu’un s’en occupe, mais pas qui.',
    later: 'J’en reparlerai demain, une seule fois, si la question est encore ouverte.',
    passedTo: (name) => `J’ai demandé à ${name} à votre place. Merci.`,
    alreadyAsked: 'Trois personnes ont déjà été sollicitées. J’en reste là.',
    answerGoesTo: (place) => `Votre réponse. Elle paraîtra dans le fil, dans ${place}, sous votre nom.`,
    answerGoesToAsker: 'Votre réponse. Elle ira à la personne qui a demandé, sous votre nom.',
    passTo: 'Transmettre à',
    colleague: 'Nom de la personne',
    answers: (name) => `Réponse ${of(name)} :`,
    posted: (place) => `C’est publié dans ${place}, sous votre nom.`,
    takenBack: (name) => `${name} a retiré sa réponse.`,
    someoneIsLooking: (title) => `Quelqu’un s’occupe de « ${title} ».`,
    stillOpen: (title) => `Personne n’a encore répondu à « ${title} ». Que voulez-vous faire ?`,
    widened: 'C’est fait : la question est posée à tout le canal.',
    asksAgain: (name) => `${name} cherche toujours une réponse :`,
    found: 'Qu’avez-vous trouvé ? Ce sera la réponse, sous votre nom.',
    foundNoted: 'Merci. La prochaine fois, qui pose cette question trouvera votre réponse.',
    dropped: 'La question est close.',
    gaps: 'Ouvertes depuis plus de deux semaines',
    buttons: {
      answerHere: 'Répondre ici',
      take: 'Je m’en occupe',
      passTo: 'Transmettre à…',
      later: 'Plus tard',
      widen: 'Élargir',
      reword: 'Reformuler',
      found: 'J’ai trouvé',
      drop: 'Abandonner',
    },
  },
  noise: {
    title: 'Ce que je peux dire sans qu’on m’appelle, et ce que j’ai dit ces 7 derniers jours',
    kind: {
      suggestion: 'Suggestions privées',
      request: 'Demandes d’aide',
      prompt: 'Petites vérifications',
      digest: 'Résumés',
      authorsWord: 'Mots aux auteurs',
      solved: '« Est-ce résolu ? »',
      progress: 'Nouvelles de votre question',
      share: 'Partages pour tous',
    },
    limits: {
      suggestion: 'au plus 1 par heure et 3 par jour pour une personne ; plus aucune après 3 restées sans suite',
      request: 'au plus 1 par jour et 3 par semaine pour une personne, 3 personnes par question',
      prompt: 'au plus 1 par semaine pour une personne',
      digest: 'aussi souvent que chacun le souhaite, 5 lignes au plus ; aucun s’il n’y a rien à dire',
      authorsWord: 'une fois par personne',
      solved: 'une fois par fil',
      progress: 'au plus 3 par question',
      share: 'au plus 3 par jour dans un canal, 1 par fil, et seulement sur demande',
    },
    counts: (sent, dropped, toYou) => {
      const held = dropped ? `, ${dropped} ${dropped === 1 ? 'retenu' : 'retenus'}` : ''
      if (!sent) return `aucun envoi${held}`
      return `${sent} ${sent === 1 ? 'envoi' : 'envois'}, dont ${toYou || 'aucun'} pour vous${held}`
    },
    rules: [
      'Dans les canaux, je ne commence rien de moi-même.',
      'De 18 h à 9 h et le week-end, dans votre fuseau horaire, je me tais.',
      'Votre propre limite : « bruit demandes 1 » (par semaine). Celle d’un canal, dite sur place : « bruit suggestions 2 ici » (par jour).',
    ],
    refusedNow: (kind) => `${kind} : vous n’en recevez plus.`,
    allowedNow: (kind) => `${kind} : vous en recevez de nouveau.`,
    refused: 'vous n’en recevez pas',
    own: (most) => ` ; pour vous au plus ${most} par semaine`,
    here: (most, place) => (most === 0 ? ` ; rien dans ${place}` : ` ; au plus ${most} par jour dans ${place}`),
    limitIn: (kind, most, place) =>
      most === 0
        ? `${kind} : plus rien dans ${place} désormais.`
        : `${kind} : au plus ${most} par jour dans ${place} désormais.`,
    noLimitIn: (kind, place) => `${kind} : dans ${place} comme partout ailleurs.`,
    ownLimit: (kind, most) => `${kind} : au plus ${most} par semaine pour vous.`,
    stop: (kind) => `Pas pour moi : ${kind.toLowerCase()}`,
    allow: (kind) => `De nouveau pour moi : ${kind.toLowerCase()}`,
  },
  prompt: {
    stillRight: (title) => `Vous venez d’utiliser « ${title} ». Est-ce toujours juste ?`,
    fixIt: 'Corriger',
    sameTag: (tag, into) => `Vous avez utilisé #${tag} et #${into}. Est-ce la même chose ?`,
    sameNoted: 'Merci. Dès qu’une autre personne le confirme, les deux n’en feront plus qu’une.',
    differentNoted: 'Merci. Je ne demanderai plus pour ces deux-là.',
  },
}

/** `9 h`, `16 h 05`. */
const timeOf = ({ hour, minute }: DigestSetting): string =>
  minute ? `${hour} h ${String(minute).padStart(2, '0')}` : `${hour} h`

function rhythm({ every, day }: DigestSetting): string {
  const name = DAYS[day - 1] ?? ''
  switch (every) {
    case 'day':
      return 'chaque jour ouvré'
    case 'week':
      return `chaque ${name}`
    case 'month':
      return `le premier ${name} du mois`
    case 'never':
      return 'jamais'
  }
}

import type { Language } from './language.ts'
import { reading } from './reading/fr.ts'

/** What can be said to Savoir in French, and how it reads it. */
export const fr: Language = {
  code: 'fr',
  reading,
  verbs: {
    ask: ['demander', 'demande', 'question'],
    answer: ['répondre', 'réponse', 'réponds'],
    accept: ['accepter', 'accepte', 'résolu'],
    tag: ['étiqueter', 'étiquette', 'étiquettes'],
    untag: ['désétiqueter'],
    save: ['enregistrer', 'sauver', 'sauvegarder', 'enregistre', 'garder'],
    unsave: ['désenregistrer', 'retirer'],
    note: ['noter', 'note'],
    status: ['statut', 'état'],
    decide: ['décider', 'décision', 'décide'],
    who: ['qui'],
    team: ['équipe'],
    me: ['moi'],
    open: ['ouvertes', 'ouverts', 'ouvert', 'ouvrir', 'ouvre'],
    find: ['chercher', 'trouver', 'rechercher', 'cherche', 'trouve', 'recherche'],
    digest: ['résumé', 'bulletin'],
    noise: ['bruit'],
    on: ['activer', 'active'],
    off: ['désactiver', 'désactive'],
    help: ['aide', 'commandes'],
  },
  phrases: [
    {
      verb: 'team',
      pattern:
        /^qui (?:peut|pourrait|peuvent|pourraient)(?: ensemble)? couvrir(?: ensemble| [àa] eux tous)? (?:l['’]|(?:le|la|les) )?(.+)/is,
    },
    {
      verb: 'team',
      pattern:
        /^(?:il (?:me|nous) faut|je cherche|trouve|forme|compose|propose|monte)(?:[- ](?:moi|nous))? une [ée]quipe (?:pour|sur|qui (?:conna[iî]t|couvre|ma[iî]trise)) (.+)/is,
    },
    { verb: 'who', pattern: whoever(`qui(?: est[- ]ce qui| ici| d['’]autre)?`, people()) },
    { verb: 'who', pattern: whoever(`(?:est[- ]ce qu['’])?quelqu['’]un(?: ici)?`, knows()) },
    {
      verb: 'who',
      pattern: whoever(
        `(?:je cherche|il me faut|trouve[- ]moi|y a[- ]t[- ]il|est[- ]ce qu['’]il y a) quelqu['’]un qui`,
        people(),
      ),
    },
    { verb: 'who', pattern: whoever('[àa] qui', contact()) },
    // What is left asks for a person by what they have or may do: that is a question like any other.
    {
      verb: 'ask',
      pattern:
        /^(qui (?:a|ont|avait|avaient|aura|est|sont|[ée]tait|[ée]taient|sera|doit|devrait|doivent|peut|peuvent|pourrait|va|vont|veut|d[ée]cide|valide|signe|approuve|paie|paye|re[çc]oit|garde)\s.+)/is,
    },
    { verb: 'who', pattern: /^qui \p{L}+[etd] (?:(?:le|la|les|notre|nos) |l['’])(.+)/isu },
    {
      verb: 'ask',
      pattern:
        /^((?:comment|pourquoi|o[uù]|quand|combien|quel(?:le)?s?|que (?:faire|dois|doit|faut|signifie|veut)|peut-on|puis-je|[àa] quoi|de quoi)[\s-].+)/is,
    },
    {
      verb: 'ask',
      pattern:
        /^((?:qu['’])?est[- ]ce (?:que?|qui)\b.+|qu['’]est[- ]ce\b.+|quelqu['’]un sait (?:comment|o[uù]|si|pourquoi|quand|qui|quel)\b.+)/is,
    },
    {
      verb: 'ask',
      pattern:
        /^((?:dis[- ]moi|dites[- ]moi|explique[- ]moi|expliquez[- ]moi|montre[- ]moi) (?:comment|o[uù]|si|pourquoi|quand|qui|quel|ce)\b.+)/is,
    },
  ],
}

/** A subject, what they can do, and the topic without its article, which is the group. */
function whoever(subject: string, ability: string): RegExp {
  return new RegExp(
    `^${subject} (?:${ability})(?:\\s+|(?<=['’]))(?:(?:le|la|les|un|une|des|du|notre|nos)\\s+|l['’])?(.+)`,
    'is',
  )
}

function knows(): string {
  return [
    `conna[iî](?:t|trait)(?: bien)?`,
    `s['’]y conna[iî](?:t|trait)(?: un peu| bien)? (?:en|sur|dans|avec|[àa]|c[oô]t[eé])`,
    'ma[iî]trise',
  ].join('|')
}

function people(): string {
  const about = `(?:sur|avec|pour|en|au sujet (?:de |du |des |d['’])|[àa]|concernant)`
  const of = `(?:de la|de l['’]|de|du|des|d['’])`
  const help = `(?:peut|pourrait|saurait|peux)(?: m['’]| nous | me | )?(?:aider|conseiller|renseigner|d[eé]panner|expliquer|r[eé]pondre)(?: ${about})?`
  const able =
    "(?:bon|bonne|fort|forte|cal[eé]e?|expert|experte|dou[eé]e?|comp[eé]tente?|l['’]expert|l['’]experte|(?:(?:le|la) )?(?:sp[eé]cialiste|r[eé]f[eé]rente?|contact|responsable)|en charge)"
  const past = `(?:a|aurait)(?: d[eé]j[àa])? (?:travaill[eé]|de l['’]exp[eé]rience|des connaissances|une expertise|utilis[eé]) (?:sur|avec|en|de|dans)`
  const made = `a (?:[eé]crit|construit|d[eé]velopp[eé]|mis en place|install[eé]|configur[eé])`
  const ours = `est (?:notre|nos|le|la|l['’]) ?(?:expert|experte|sp[eé]cialiste|r[eé]f[eé]rente?|contact|responsable)`
  return [
    knows(),
    help,
    `sait(?: (?:comment|tout sur|tout de|utiliser))?`,
    `(?:est|serait) ${able} (?:en|sur|pour|avec|${of})`,
    past,
    made,
    ours,
    `s['’](?:occupe|en occupe) ${of}`,
    `travaille (?:sur|avec)`,
    'g[eè]re|comprend|utilise|maintient',
    `contacter (?:pour|sur|au sujet (?:de |du |des |d['’]))`,
  ].join('|')
}

function contact(): string {
  const speak = `(?:m['’]adresser|s['’]adresser|parler|demander|poser)`
  const whoSpeaks = '(?:(?:puis[- ]je|dois[- ]je|faut[- ]il|peut[- ]on|doit[- ]on|je peux|je dois) )?'
  return `${whoSpeaks}${speak}(?: (?:pour|sur|de l['’]aide (?:sur|pour)|au sujet (?:de |du |des |d['’])|des questions sur|de|du|des))?`
}

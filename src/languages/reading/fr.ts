import porter from 'natural/lib/natural/stemmers/porter_stemmer_fr.js'
import type { Reading } from '../language.ts'
import { memo } from './memo.ts'

/** How French is read. Every word and pattern is in folded form: lower case, without accents. */
export const reading: Reading = {
  stopWords: new Set(
    `a ai aider ainsi alors apres as assez au aucun aucune aujourdhui aupres aura aurais aurait aussi autre autres aux
    avant avec avez avoir avons bah beaucoup bien bonjour bonsoir bon c ca car ce ceci cela celle celles celui cependant
    certains ces cet cette ceux chacun chaque chez ci coucou comme comment connais contre connait d dans de deja depuis des
    desormais deux devrait devons dois doit doivent donc dont du elle elles en encore enfin entre es est et etais etait
    etant etc ete etes etre eu eux faire fais fait faites faut fois font hello hors ici il ils j jai jamais je jusqu jusque
    l la le les leur leurs lors lorsqu lorsque lui ma mais malgre me meme memes merci mes mettre mien moi moins mon n ne ni non
    nos notre nous on ont or ou oui par parce parmi pas pendant peu peut peuvent peux plus plusieurs plutot
    possible pour pourquoi pourrait pourriez pouvez pouvoir pouvons pres presque puis puisqu puisque puisse qu quand que
    quel quelle quelles quelqu quelque quelques quelquun quels qui quoi quoique rien s sa sais sait salut sans savez
    savoir se sera serait ses seulement si sien sinon soi soit sommes son sont sous souvent suis sur svp t ta tant tel
    telle tellement tels tes toi ton toujours tous tout toute toutefois toutes tres trop tu un une va vais vas veut veux vers
    voici voila voir vont vos votre voudrais voulez vous vraiment vu y`.split(/\s+/),
  ),
  stem: memo(stem),
  questionForms: [
    /^comment\b(?! ?:)/,
    /^pourquoi\b/,
    /^combien\b/,
    /^quel(?:le)?s?\b(?! que\b)/,
    /^lequel\b|^laquelle\b|^lesquel(?:le)?s\b/,
    /^ou (?:est|sont|se|puis|peut|on|dois|doit|faut|trouver|trouve|en est|je|vous|ca|aller|etait|a)\b/,
    /^quand (?:est|sont|sera|seront|peut|doit|faut|puis|aura|dois|vont|va|y)\b/,
    /^qui\b(?! (?:que|plus est)\b)/,
    /\bc(?: est)? quoi\b/,
    /^que (?:faire|dois|doit|faut|puis|peut|signifie|veut|se|fait|sont|est|deviennent|devient|risque|contient|pensez|penses|dit|devons|repondre|fais|font|va|vont|recouvre)\b/,
    /^qu (?:est|en est|entend|appelle|advient|en pensez|y a)\b|^quoi (?:faire|de neuf|d autre)\b/,
    /\best[ -]ce (?:que|qu|qui)\b|^est ce\b|^n est ce\b/,
    /^(?:a|de|avec|par|pour|dans|sur|en|depuis|pendant|sous|jusqu a|vers|contre|chez|d) (?:quoi|qui|quel|quelle|quels|quelles|combien|quand|lequel|laquelle|ou)\b/,
    /^y a t il\b|^y a til\b|\bexiste t il\b/,
    /^(?:peut|peux|puis|pouvez|pourriez|pourrais|pourrait|savez|sais|avez|as|aurais|auriez|dois|doit|devons|devez|devrais|devrait|devrions|aurait|pourrai|serait|faut|connaissez|connais|sommes|suis|ai|est|sont|ont|vais|va|veux|voulez|comptez)[ -](?:t )?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)\b/,
    /^quelqu un (?:sait|saurait|connait|connaitrait|a|aurait|peut|pourrait|d autre|qui|utilise|ici)\b|\b(?:quelqu un|qqn) (?:sait|saurait|connait|aurait|peut|pourrait)\b/,
    /^(?:une|des|d autres|quelles|vous avez une|tu as une|vous auriez une) (?:idee|idees|piste|pistes|suggestion|suggestions|solution|explication)\b/,
    /\bje (?:me demande|me demandais|cherche a savoir|cherche comment|voulais savoir|voudrais savoir|veux savoir|souhaite savoir|souhaiterais savoir|ne sais pas (?:comment|ou|si|quoi|quel|quelle|qui|pourquoi))\b/,
    /\bj aimerais (?:savoir|comprendre|connaitre)\b|^savoir (?:si|comment)\b/,
    /\b(?:pouvez|pourriez|peux|pourrais)[ -](?:vous|tu) (?:me |m |nous )?(?:dire|expliquer|aider|indiquer|preciser|montrer)\b/,
  ],
  writtenForms: [
    /(?<![\p{L}-])(?!dit|fit|semble|parait|demande|repond|ajoute|celui|voila)\p{L}{2,}-(?:t-)?(?:je|tu|il|elle|on|ils|elles)(?![\p{L}-])/u,
    /(?<![\p{L}-])(?:avez|pouvez|pourriez|savez|sauriez|auriez|connaissez|voulez|etes|allez|devez|avons|pouvons|devons|sommes)-(?:nous|vous)(?![\p{L}-])/u,
  ],
  innerForms:
    /^(?:comment|pourquoi|que (?:faire|dois|doit|faut|puis)|est ce|qu est ce|peut on|puis je|dois je|faut il|combien|a qui|y a t|quelqu un|une idee|des idees)\b/,
  rhetorical: [
    /(?:^|[,.]) ?(?:n est ce pas|hein|non|oui|ok|d accord|pas vrai|vraiment|ah bon|et alors|et|c est bon|tu vois|vous voyez|qui sait|pourquoi pas|quoi)$/,
    /^(?:ca va|comment (?:ca va|vas[ -]tu|allez[ -]vous|vous allez|tu vas)|quoi de neuf|c est clair)$/,
  ],
  greeting:
    /^(?:bonjour|bonsoir|salut|coucou|hello|hey|cher|chere|chers|cheres|bjr|slt|re)(?: (?:a|à|tous|toutes|et|tout|le|la|monde|les|l['’]|equipe|équipe|gens|amis|collegues|collègues|chers|@\S+|[A-Z]\S+)){0,6}$/i,
  openers:
    /^(?:(?:alors|donc|et|mais|bon|ok|sinon|du coup|au fait|petite question|une question|question|question bete|desole|dites|dis|dites moi|dis moi|euh+|hum+|svp|s il vous plait|s il te plait|par curiosite|bonjour|bonsoir|salut|coucou|hello|bonjour a tous|bonjour a toutes et a tous|bonjour a toutes|salut a tous|bonjour tout le monde|salut tout le monde|je voulais demander|cordialement)[\s,:;.!-]+)+/,
  works: [
    /\b(?:ca|cela|c|tout|il|elle)(?: (?:y est|a|re|bien|enfin|maintenant))* (?:marche|fonctionne|remarche|refonctionne|roule|est (?:bon|resolu|regle|repare|ok|reparti|parfait comme ca|debloque)|aide|corrige|resolu|suffi)\b/,
    /^(?:resolu|regle|nickel|impec|impeccable|ca marche|ca fonctionne|marche|fonctionne|repare|debloque|c bon|c est bon)\b/,
    /\b(?:probleme|souci|bug|incident) (?:est |a ete |maintenant )?(?:resolu|regle|corrige|disparu|clos)\b/,
    /\b(?:nickel|c est exactement ce (?:que|qu|qui|dont)|ca m a (?:bien )?(?:aide|depanne|debloque)|ca a regle|ca resout|tout est rentre dans l ordre)\b/,
  ],
  doubts: [
    /\b(?:ne|n) (?:\S+ ){0,3}(?:pas|plus|jamais|toujours pas)\b/,
    /\b(?:marche|fonctionne|resolu|regle|bon) (?:toujours |encore |donc )?(?:pas|plus|jamais)\b|\b(?:marche|fonctionne) (?:que|qu|si|avec|en|par|sur|seulement|dans)\b/,
    /\b(?:toujours|encore) (?:pas|le meme|la meme)\b|\bmeme (?:erreur|probleme|souci)\b|\bsans succes\b|\bpas mieux\b/,
    /\b(?:si|espere|espere que|devrait|pourrait|voir si|quand|pense que|crois que|dis moi si|dites moi si|pour que|est ce que|comment|pourquoi|normalement|peut etre)(?: \S+){0,3} (?:marche|marcher|fonctionne|fonctionner|resolu|regle|bon)\b/,
  ],
  thanks: [
    /(?<!\bnon )\b(?:merci|mercii+|mci|remerci\w*|grand merci)\b(?! (?:d avance|par avance|pour votre (?:aide|retour) par avance))/,
    /\b(?:c est (?:parfait|super|top|gentil|sympa)|super reponse|tu geres|vous gerez|tu me sauves|bon a savoir|au top)\b/,
  ],
}

// The stemmer knows endings with their accents, which folding took away: `installee` reads as `installe`.
function stem(word: string): string {
  if (word.length <= 3) return word
  return porter.stem(word.replace(FEMININE, 'e'))
}

const FEMININE = /ees?$/

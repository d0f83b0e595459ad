import type { Language } from './language.ts'
import { reading } from './reading/en.ts'

/** What can be said to Savoir in English, and how it reads it. */
export const en: Language = {
  code: 'en',
  reading,
  verbs: {
    ask: ['ask', 'question'],
    answer: ['answer', 'reply'],
    accept: ['accept', 'solved'],
    tag: ['tag', 'tags'],
    untag: ['untag'],
    save: ['save', 'capture'],
    unsave: ['unsave'],
    note: ['note', 'notes'],
    status: ['status'],
    decide: ['decide', 'decision', 'decided'],
    who: ['who'],
    team: ['team'],
    me: ['me'],
    open: ['open'],
    find: ['find', 'search'],
    digest: ['digest'],
    noise: ['noise'],
    on: ['on'],
    off: ['off'],
    help: ['help', 'commands'],
  },
  phrases: [
    { verb: 'team', pattern: /^who (?:could|can|would|together (?:could|can)) (?:together )?cover (?:the )?(.+)/is },
    {
      verb: 'team',
      pattern:
        /^(?:(?:i need|we need|build|find|form|suggest|put together)(?: me| us)? )(?:a |the )?team (?:for|on|that (?:knows|covers)|who (?:know|cover)|covering) (.+)/is,
    },
    { verb: 'who', pattern: whoever(`whom?(?:'s)?(?: here| else)?`, people()) },
    { verb: 'who', pattern: whoever('whom?', contact()) },
    {
      verb: 'who',
      pattern:
        /^who(?:['’]s| is| are) (?:the |our |an? )(.+) (?:experts?|specialists?|guru|person|people|contact|owners?)[\s?]*$/is,
    },
    { verb: 'who', pattern: whoever(`(?:is|are) there ${someone()}(?: here)?(?: who)?`, people()) },
    {
      verb: 'who',
      pattern: whoever(
        `(?:(?:i need|looking for|im looking for|i'm looking for|find(?: me)?) )${someone()} who`,
        people(),
      ),
    },
    {
      verb: 'who',
      pattern: whoever(
        `(?:(?:does|do|would) )?${someone()}(?: here)?`,
        'knows?(?: anything| something| a lot| much)? about',
      ),
    },
    {
      verb: 'who',
      pattern: whoever(`(?:is )?${someone()}(?: here)?`, '(?:good at|familiar with|experienced (?:in|with))'),
    },
    {
      verb: 'who',
      pattern: whoever(
        '(?:(?:who are )?(?:the |our )?|find(?: me)? (?:an? )?|an? )(?:experts?|specialists?)',
        '(?:on|in|for|about|of)',
      ),
    },
    // What is left asks for a person by what they have or may do: that is a question like any other.
    {
      verb: 'ask',
      pattern:
        /^(who(?:['’]s|(?: (?:is|are|was|were|has|have|had|do|does|did|will|would|should|must|can|could|may|might|gets?|got|needs?|pays?|decides?|approves?|signs?)))\s.+)/is,
    },
    { verb: 'who', pattern: /^who \p{L}+s (?:the|our|an?) (.+)/isu },
    { verb: 'ask', pattern: /^((?:how|what|where|why|when|which|whose)(?:['’](?:s|re|d|ll))?\s.+)/is },
    {
      verb: 'ask',
      pattern: /^(?:please )?((?:tell me|explain|show me) (?:how|what|where|why|when|which|who|if|whether)\s.+)/is,
    },
  ],
}

/** A subject, what they can do, and the topic, which is the group. */
function whoever(subject: string, ability: string): RegExp {
  return new RegExp(`^${subject} (?:${ability})\\s+(?:(?:the|our)\\s+)?(.+)`, 'is')
}

function someone(): string {
  return '(?:anyone|anybody|someone|somebody|people)'
}

function people(): string {
  const help =
    '(?:can|could|may|might|would|will) (?:help|assist|advise)(?: me| us)?(?: out)?(?: (?:with|on|about|for|to|in))?'
  const can = '(?:can|could) (?:answer|explain|do|fix|review|teach(?: me)?|handle|debug)'
  const knows = 'knows?(?: (?:anything about|something about|a lot about|more about|most about|about|how to))?'
  const good =
    "(?:(?:is|are|'s) )?(?:really |very )?(?:good|great|best|skilled|experienced|knowledgeable|familiar|comfortable) (?:at|with|in|about|on)"
  const role =
    "(?:(?:is|are|'s) )?(?:an? |the |our )?(?:experts?|specialists?|guru|(?:right |best )?(?:person|people|contact)|go-to(?: person)?|owners?)(?: to ask)? (?:on|in|for|of|about|with)"
  const charge = "(?:(?:is|are|'s) )?(?:in charge of|responsible for|working on|working with)"
  const past = '(?:has|have) (?:any )?(?:experience|knowledge|expertise|worked) (?:with|in|of|on|about)'
  return [
    help,
    can,
    knows,
    good,
    role,
    charge,
    past,
    'understands?',
    'works? (?:on|with)',
    'worked (?:on|with)',
    'owns?|maintains?|handles?|manages?|runs?|uses?|wrote|built|set up',
  ].join('|')
}

function contact(): string {
  return '(?:(?:should|do|can|could) (?:i|we)|to) (?:ask|talk to|contact|speak to|speak with|see|reach out to|go to)(?: (?:about|for|with|on|regarding))?'
}

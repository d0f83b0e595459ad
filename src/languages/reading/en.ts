import porter from 'natural/lib/natural/stemmers/porter_stemmer.js'
import type { Reading } from '../language.ts'
import { memo } from './memo.ts'

/** How English is read. Every word and pattern is in folded form: lower case, without accents. */
export const reading: Reading = {
  stopWords: new Set(
    `a about after again all also am an and another any anybody anyone anything are arent as at be because been before being
    both but by can cannot cant could couldnt did didnt do does doesnt doing dont done during each either else etc
    ever every few for from further get gets getting give go goes going gonna got had hadnt has hasnt have havent having
    he hello help her here hers hey hi him his how however i if ie in into is isnt it its ive just kind know knows let
    like lot make makes many may maybe me might mine more most much must my myself need needs neither never no nor not
    now of off oh ok okay on once one only onto or other our ours out over own per please pls possible quite rather
    really right same say see seem seems shall she should shouldnt since so some somebody someone something still such
    sure take than thank thanks that thats the their theirs them then there these they thing things think this those
    though through thus to too try trying under until up upon us use used using very via wanna want wants was wasnt way
    we well went were werent what whats when where wheres whether which while who whom whose why will with within
    without wont would wouldnt yeah yes yet you your yours`.split(/\s+/),
  ),
  stem: memo((word) => (word.length > 3 ? porter.stem(word) : word)),
  questionForms: [
    /^how (?:do|does|did|can|cant|could|should|would|will|is|are|to|come|many|much|long|often|far|big|i|we|you|about|well)\b/,
    /^what(?:s| is| are| was| were| do| does| did| should| would| can| could| will| if| kind| type| sort| version| happen\w*| about| else| to)\b(?! a \w+ \w+!)/,
    /^(?:what|where|why) (?:\S+ ){1,4}(?:is|are|do|does|can|could|should|would|will|did) (?:i|we|you|they|it|the|this|that|a|an|my|our|your|\S+ed)\b/,
    /^whats\b|^wheres\b|^whos\b|^hows\b/,
    /^(?:where|when|why) (?:is|are|was|were|do|does|dont|doesnt|did|didnt|can|cant|could|couldnt|should|would|will|wont|isnt|arent|has|have|to|am)\b/,
    /^who (?:is|are|was|knows|know|can|could|should|would|will|has|had|do|does|did|owns|uses|else|to)\b/,
    /^whose\b|^whom\b/,
    /^which (?:\S+ ){0,4}(?:is|are|was|do|does|did|should|would|can|could|will|has|have|to|one|ones)\b/,
    /^(?:in|on|at|to|for|from|with|by|under|of) (?:which|what|whom|where)\b/,
    /^(?:is|are|was|were|isnt|arent|wasnt|am) (?:there|it|this|that|the|these|those|any|anyone|anybody|someone|we|you|they|i|he|she|my|our|your|\S+ (?:supposed|able|allowed|possible|required|available|still|already))\b/,
    /^(?:does|did|doesnt|didnt) \S+/,
    /^is (?:\S+ ){1,4}(?:possible|allowed|supported|available|required|necessary|ok|okay|free|safe|down|broken|working)\b/,
    /^do (?:\S+ ){1,3}(?:support|have|work|need|allow|get|use|exist|cost)\b/,
    /^(?:can|could|cant|couldnt|should|shouldnt|would|wouldnt|will|wont) (?:i|we|you|they|he|she|it|this|that|the|these|there|someone|somebody|anyone|anybody|my|our|your|one|people)\b/,
    /^(?:do|dont) (?:i|we|you|they|people|any|these|those)\b/,
    /^(?:has|hasnt|have|havent) (?:i|we|you|they|he|she|anyone|anybody|someone|somebody|people)\b/,
    /^(?:anyone|anybody|someone|somebody) (?:know|knows|have|has|had|else|seen|tried|using|familiar|here|got|able|experienc\w*|who|can|could)\b/,
    /^any (?:idea|ideas|clue|clues|advice|suggestion|suggestions|hint|hints|thoughts|tips|pointers|recommendation|recommendations|way|help|update|updates|chance|reason|experience)\b/,
    /\b(?:i am|im|i was|was|just|been) wondering (?:if|how|what|whether|why|where|when|who|which|about)\b/,
    /\bi (?:want|wanted|need|would like|wish) to (?:know|understand|find out) (?:if|how|what|whether|why|where|when|who|which)\b/,
    /\b(?:please|pls) (?:explain|tell me|advise|help me|let me know (?:if|how|what|whether|why|where|when|who|which))\b/,
    /\b(?:does|do|did|can|could|would|has|have) (?:any|some)(?:one|body)\b/,
    /\b(?:can|could|would) you (?:please )?(?:tell|explain|help|show|point|clarify|let me know)\b/,
  ],
  writtenForms: [],
  innerForms:
    /^(?:how|what|why|can|could|should|is there|are there|do|does|any|anyone|anybody)\b(?! (?:is|was) (?:more|worse)\b)/,
  rhetorical: [
    /(?:^|[,.]|\bis that|\bthats) ?(?:right|correct|ok|okay|no|yes|yeah|huh|eh|isnt it|arent we|doesnt it|you know|see|deal|agreed|really|seriously|and|so|what|wtf|why not|who knows|who cares)$/,
    /^(?:got it|make sense|makes sense|does that make sense|sound good|sounds good|how are you|hows it going|whats up|how cool is that|what could go wrong|are you kidding( me)?|did you see that)$/,
  ],
  greeting:
    /^(?:hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|morning|afternoon|howdy|yo)(?: (?:all|there|everyone|everybody|folks|team|guys|people|friends|both|again|channel|@\S+|[A-Z]\S+)){0,3}$/i,
  openers:
    /^(?:(?:so|ok|okay|and|but|also|well|now|then|please|pls|quick question|question|random question|dumb question|another question|sorry|hmm+|um+|btw|by the way|just curious|curious|out of curiosity|actually|anyway|hi|hello|hey|hi all|hi everyone|hello everyone|hey all|hi there|hey there|hi folks|hi team)[\s,:;.!-]+)+/,
  works: [
    /\b(?:that|this|it|which|everything|all)(?: has| have)?(?: just| now| all| totally| indeed| definitely)? (?:works|worked|is working|fixed|solved|resolved|did it|did the trick|does the trick|helped|was it|was the (?:problem|issue|trick|culprit|fix))\b/,
    /\bthats (?:working|fixed|solved|resolved|it|what i (?:needed|was looking for))\b/,
    /^(?:works|worked|working|fixed|solved|resolved|sorted|success)\b/,
    /\b(?:works|worked|working) (?:now|great|fine|well|perfectly|perfect|for me|like a charm|again|as expected|beautifully|nicely|!)/,
    /\b(?:now|finally) (?:it )?works\b/,
    /\b(?:problem|issue|mystery) (?:is |was |has been )?(?:now )?(?:solved|fixed|resolved|gone)\b/,
    /\b(?:got|have|had) it (?:working|fixed|sorted|running|to work)\b/,
    /\b(?:did the trick|all good now|all set now|good to go now|im unblocked|exactly what i (?:needed|wanted|was looking for)|just what i needed)\b/,
  ],
  doubts: [
    /\b(?:was|were|been) working\b|\b(?:other|another|every|elsewhere) (?:\S+ ){0,2}(?:works|worked|working)\b/,
    /\b(?:not|doesnt|didnt|dont|isnt|wont|wasnt|cant|couldnt|never|no longer|neither|nor|hardly|barely) (?:\S+ ){0,3}(?:work|works|worked|working|fix|fixed|solve|solved|resolved|help|helped|succeed|do the trick)\b/,
    /\b(?:if|whether|hope|hopefully|hoping|should|would|might|may|could|unless|until|once|when|think|guess|suppose|maybe|perhaps|wonder|wondering|sure|see|how|why|used to|make sure|almost|nearly|partially|only|usually|normally|supposed|because|although|just say|something|anything|one|which|whatever)(?: \S+){0,3} (?:works|work|worked|working|fixes|fixed|solves|solved|resolved|helped|helps|did it|the trick)\b/,
    /\b(?:no luck|same (?:error|problem|issue|thing)|still (?:not|no|get|getting|fails|failing|broken|doesnt|cant|have|having|seeing|see))\b/,
    /\b(?:works|worked) (?:on|in|by|with|as|at|from|when|until|before|if|unless|only|better|like (?!a charm)|differently|for (?!me))\b/,
  ],
  thanks: [
    /(?<!\bno )\b(?:thanks|thank you|thankyou|thx|tysm|ty|cheers|kudos)\b(?! (?:in advance|for (?:your |any )?(?:help in advance|reading|your time)))/,
    /\b(?:much appreciated|(?:i )?(?:really |greatly )?appreciate (?:it|that|this|the help|your)|very helpful|super helpful|great answer|you(?:re| are) (?:awesome|the best|a lifesaver|a star)|good to know)\b/,
  ],
}

"""Groups of words that are one thing, or no alarm: they are put together, or taken out, before the
words of a safety message are looked up in concepts.py. Each is a pattern that begins at a word;
text stands in plain form, its words parted by single spaces. Later ones see what earlier ones left.
"""

from __future__ import annotations

from bot.library.concepts import CONCEPTS

_BODY = "|".join(f"{CONCEPTS['limb']} {CONCEPTS['site']}".split())
_REGION = "|".join(
    """arm forearm leg thigh calf foot knee shin face chin head scalp belly tummy stomach back
    chest neck lip ear""".split()
)
_BODY_OR_REGION = "|".join(sorted({*_BODY.split("|"), *_REGION.split("|")}))
_WHICH = "own |left |right |index |ring |middle |little "
_THINGS = "|".join(
    f"""{CONCEPTS["pad"]} hole paper net mesh card cup holder driver jaw forceps thread knot loop
    tail drill tube bike tyre cork circle dot row yarn edge""".split()
)
_BETWEEN = rf"(?:(?!i\b|im\b|me\b|my (?!{_THINGS})|myself|and\b|{_BODY_OR_REGION})\w+ )"
_THEIRS = rf"(?:my|his|her) (?:{_WHICH})*"
_PRACTISED = (
    "loop|stitch|suture|line|knot|edge|vessel|tube|lumen|wound|row|tissue|pad|table|stand|lamp"
)
_BEFORE = "(?:(?<=^ )|(?<=my )|(?<=the )|(?<=with ))"
_NOT = "not|wont|isnt|arent|aint|doesnt|cant|cannot|hasnt"
_UNWILLING = "dont want|do not want|dont wanna|no longer want|not want"
_LIVING = "be (?:here|alive)|live|exist|go on|wake up"
_WEARY = "point|use|reason|sense|worth|tired of|sick of|done with|hate"
_HURTING = "(?:hurt|harm|cutt?|burn)(?:ing)?"
_PRESSING = r"band|weight|elephant|tight\w*|pressure|squeez\w*|heav\w*|crush\w*|burning"
_REOPENED = "(?:opened|burst|split|fell|coming|come|came) (?:up|open|apart)|reopened|dehisced"
_TURNING = "go|goes|went|going|gone|come|comes|came|felt|feel|feeling|turned|get|got"
_VERY = "all |over |very |really |so |a bit |hot and "
_PALE = "clammy|funny and|queasy|cold and sweaty|white as"
_FACE = "(?:face|mouth|lips?|tongue|cheek)"
_IDLE = r"sitting|lying|watch\w*|doing nothing|relax\w*"
_LANDED = r"(?:(?:is|and|it|tip|stuck|still|left|broken|off|landed|point|down|got|ended|up|skin) )*"
_ADULT = "guy|man|woman|lady|bloke|boy|girl|kid|person"
_SHARP = "needle|blade|scalpel|scissors"
_MOVING = "mov|roll|jump|twitch|jerk|flick|curl|bend|shak|clos"
_FLOWING = r"(?:pump|spurt|gush|squirt|pour|stream)\w*"
_PRICKED = "finger|thumb|palm|skin|nail|foot|toe|knee|leg|thigh|eye"
_TORN = "|".join(CONCEPTS["torn"].split())
_MINE = rf"(?:{_THEIRS}(?={_BODY_OR_REGION})|myself)"

# Ways of saying one thing each, joined for speed.
_PRICKS = (
    rf"needle (?:\w+ )?{_LANDED}(?:in|into|under) my (?={_PRICKED})",
    rf"(?:sat|trod|stepped|stood|knelt|leant|leaned|fell|landed) on (?:\w+ ){{1,3}}?(?:{_SHARP})",
    rf"got (?:a|the) needle (?:in|into) the (?={_PRICKED})",
    rf"(?:{_SHARP}) (?:just )?(?:got me|(?:nicked|cut|grazed|caught) (?=m[ye]\b|his|her|him))",
    r"got stuck (?:by|with) (?:\w+ ){0,2}?needle|(?:got|caught|did) myself (?=with|on)",
    rf"needle (?:\w+ ){{0,3}}?(?:through|thru|across|under) (?:\w+ )?(?={_PRICKED})(?! ?skin)",
)
_CRISIS = (
    r"suicid\w*|self ?harm\w*|(?:want to|wanna) die",
    r"(?:kill?|end)(?:ing)? (?:myself|himself|herself|themsel\w+|my (?:own )?life)",
    r"end(?:ing)? (?:it|things) (?:all|for good|forever)(?! with| in| on| at| off)",
    r"(?:think|thought|plan|want|going|feel)\w*(?: \w+){0,2}? end(?:ing)? (?:it|things)(?= now|$)",
    r"(?:no|any|a) (?:reason|point) (?:to|in) (?:carry|go|keep|liv|be)\w*(?: on| going| alive)?$",
    r"cant take (?:it|this|life) any ?more$|want out of (?:this |my )?life",
    r"(?:my )?life (?:is|feels) (?:\w+ )?(?:pointless|meaningless|worthless|unbearable|not worth)",
    r"(?:im|i am|i feel|feel like|being) (?:just )?(?:a burden|worthless)(?! at| with)",
    r"(?:give up on|nothing left to|no reason to) liv?(?:f?e|ing)\b|(?:took|take) all my (?:pills|tablets)",
    r"if i (?:died|(?:was|were) (?:dead|gone)|(?:were|was)nt here)(?! for| on| at)",
    r"wish i (?:would |could |d |might )?(?:never|not|didnt|dont) (?:wake|woke|exist)",
    r"wish i (?:was|were)(?:nt| not) (?:here|alive)|better off without me|better (?:off )?(?:dead|gone)",
    r"(?:wish|rather) (?:i )?(?:was|were|be|had) (?:dead|never (?:been )?born)",
    r"want to (?:disappear|vanish)",
    rf"{_HURTING} myself (?=on purpose|to (?:cope|feel|punish)|again|because)",
    rf"(?:(?:want|going|urge|need) to|been) {_HURTING} myself",
    rf"(?:{_UNWILLING}) (?:to )?(?:{_LIVING})(?= any ?more| any longer| like this| tomorrow|$)",
    r"(?:cant|cannot) (?:live|go on|keep going|carry on)(?= any ?more| like this)",
    rf"(?:{_WEARY})(?: \w+){{0,2}}? (?:living|being alive|my life|life$|to live)\b",
)
_NUMB_FACE = (
    rf"{_FACE} (?:\w+ ){{0,3}}?(?:numb|tingl)\w*",
    rf"(?:cant|cannot|no longer) feel (?:\w+ ){{0,4}}?{_FACE}\b",
    rf"(?:numb|tingl)\w* (?:(?:\w+ ){{0,2}}?(?:my|his|her) )?{_FACE}\b",
)
_BREATHLESS = (
    rf"(?:{_NOT}|hardly|barely|stopped|no longer) breath(?:e|ing)\b",
    r"breathing (?:has |have )?stopped|short(?:ness)? of breath",
)
_SENSELESS = (
    rf"(?<!i )(?<!im )(?<!am )(?:{_NOT}) (?:be )?(?:wake|waking|woken|conscious)\b",
    rf"(?:he|she|hes|shes) (?:is |does |will )?(?:{_NOT}) (?:respond|answer)\w*",
    r"unresponsive|lifeless|(?:out|passed out|knocked out) cold|los(?:t|e|ing) consciousness",
)
_FAINTING = (
    r"(?:see|seeing|saw) (?:\w+ )?(?:spots|stars)\b(?! on| in the)",
    r"black (?:spots|dots) (?=in front|in my|before)",
    rf"(?<!hands )(?<!palms )(?<!fingers )(?:{_TURNING}) (?:{_VERY})*(?:{_PALE})\b",
    r"(?:go|went|came|come|goes)(?: all| over)+ (?:funny|weird|hot|odd|wobbly|white|pale)",
    r"head (?:is |was |just |keeps )?sw[ai]m\w*",
    r"(?:nearly|almost) (?:hit the (?:floor|deck|ground)|went down|fell over)|keel(?:ed)? over",
    r"(?:legs|knees) (?:went|gave|turned|go) (?:way|to jelly|wobbly|weak|from)",
    r"weak at the knees|ears (?:\w+ )?ring\w*|tunnel vision|vision (?:\w+ )?(?:tunnel|narrow)\w*",
    r"seeing black(?= at| round|$)",
    r"(?:everything|it all|vision|i) (?:\w+ )?(?:went|goes|gone|going|turned) (?:black|gr[ae]y|dark)",
)
_NUMB = (
    r"pin[sz] (?:and |n |an )?needles",
    r"electric(?:al|ity)? (?:shocks?|jolts?|zaps?|buzz\w*|currents?|feeling)",
    r"(?:feeling|sensation) (?:comes? |coming |came )?back(?! for| of| with)",
    r"sh(?:ake|aking|ook)(?: \w+){1,2} awake|(?:like|as) (?:\w+ )?(?:after|at) the dentist",
    r"(?:hasnt|no|any|zero|lost) (?:\w+ )?(?:feeling|sensation|sense)(?= left| in my|$)",
)
_NOT_MINE = (
    r"(?:doesnt|dont|didnt|not) feel like (?:its |theyre )?(?:mine|my own|part of me)",
    r"belongs? to (?:some(?:one|body) else|another)|(?:some(?:one|body)|another person) ?elses",
    r"feels? (?:\w+ )?(?:foreign|wooden|wool+y|rubbery|fuzzy)|(?:dull|dead) and wool+y",
)
_NO_ALARMS = (
    r"(?:no|not|never) (?:stab|jab|poke|prick)s?|stab(?:s|bing)? the needle (?=straight|down)",
    r"(?<=^ )cut it (?=with|open|off)|(?:lower|upper|both|each) sticks?",
    r"(?<!cant )(?<!cannot )(?<!not )breathe? (?:easy|on|out|in|slowly)",
    r"(?:pen|brush|slow|down|up) strokes?|strokes? (?=of|the|with|order)",
    r"fight (?:a |the |your )?(?:tremble|tremor)",
    r"blood (?=vessels?|pressure|supply|flow|sugar|tests?)",
    r"(?:clock|cut|flat|working|watch) faces?|faces? (?=of|up|down|each)",
    r"deep (?=wound closure|cut (?:layer|in layers|on the pad|in the pad))",
    r"diy (?:suture |suturing |practice )*(?=pads?|kits?|models?)",
    r"choke up|to casualty|dog ears?|kill(?:s|ing)? time|sore loser|burning smell",
    r"stab(?:bing)? (?=motion|movement|action)",
)
_NAMES_OF_STITCHES = (
    r"dead space|far (?:far )?(?:and )?near(?: near)?|through the (?:previous|last) loop",
    r"each loop catches the last|fig(?:ure)? (?:of )?(?:8|eight)|fo8",
    r"micro ?knots?|tying under the microscope|knots? at (?:the bottom|both ends)",
    r"two bites over and back",
)

IDIOMS = (
    ("|".join(_NUMB), "tingling"),
    ("|".join(_NOT_MINE), "notmine"),
    (r"(?:vision|sight) (?:just )?(?:went|gone|vanished|disappeared)\b", "suddenly lost sight"),
    (r"(?:speech|words|voice) (?:\w+ )?(?:gone|went|going|comes? out|came out) (?:\w+ )?\w+", "speech slur"),
    (r"(?:out of|from) (?:nowhere|the blue)|woke up (?:\w+ ){0,2}?with", "suddenly"),
    (
        r"(?:hand)?(?:writing|signature) (?:is |has |gets? |getting |got )+(?:\w+ )?"
        r"(?:small(?:er)?|tiny|shrunk)",
        "shrinkingwriting",
    ),
    (
        rf"(?:stitch|suture|sew|close) (?:up )?(?:the|a|this) (?:\w+ )?(?=(?:{_ADULT})\b)",
        "stitch patient ",
    ),
    (
        r"(?:fell|fallen|fall|falls|falling|gone|goes|went|going|dropp\w+ off) (?:to sleep|asleep)",
        "asleep",
    ),
    (rf"needle sticks?\b(?! to| out| (?:in|into) (?:the |a |my )?(?:{_THINGS}))", "needlestick"),
    ("|".join(_PRICKS), "needle prick "),
    (r"(?:went|gone) (?:right |straight |clean )*(?:in|into|through|thru)\b", "wentin"),
    (rf"(?:stapled|staple (?:went )?(?:in|into|through)) (?={_MINE})", "prick "),
    (r"light headed", "lightheaded"),
    (r"(?:pass|black)(?:ed|ing)? out(?! the| of)", "blackout"),
    (r"faint(?:ly|er)? (?:\w+ )?(?=lines?|dots?|marks?|rings?|circles?|pencil|drawn)", ""),
    ("|".join(_CRISIS), "selfharm "),
    (
        rf"((?:{_BODY_OR_REGION})s? (?:\w+ ){{0,2}}?)(?:kill(?:s|ing|ed)? me\b|"
        r"giv(?:es?|ing) me (?:grief|gyp|jip|hell)|(?:play|act|seiz)(?:e?s|e?d|ing) up)",
        r"\1pain",
    ),
    (r"(?:numb|kill)\w* (?:me )?(?:\w+ )?boredom|painfully|painful to (?=learn|watch|read)", ""),
    (
        rf"((?:{_BODY_OR_REGION})s? (?:\w+ ){{0,2}}?)(?:wobbl|jerk|judder|flutter|jitter)\w*",
        r"\1shaking",
    ),
    (
        rf"(?={_BODY_OR_REGION})(\w+ )(?:keeps? )?(?:{_MOVING})\w*(?: \w+){{0,3}}? "
        r"(?:by itself|on its own)\b",
        r"\1involuntary",
    ),
    (r"hold (?:a |my |the )?(?:spoon|fork|mug|glass|pen|phone|cup) (?:still|steady)", "hold cup"),
    (
        rf"{_FLOWING} (?:out )?(?:\w+ )?(?:bright )?red\b(?! dye| water| ink| paint)",
        "blood spurting",
    ),
    (
        r"(?:wound|incision|scar|stitches|sutures|staples) (?:\w+ ){0,6}?"
        r"(?:oozing|weeping|smells?|leaking|(?:looks?|gone|turned|getting) (?:all )?(?:red|hot))\b",
        "infected stitches",
    ),
    (r"(?:stitches|sutures|staples) (?:are |were )?due (?:to come )?out", "remove own stitches"),
    (r"how (?:deep|long|wide) (?:do|should|must|can|to) (?:i |we |you )?cut", ""),
    (
        rf"(?:{_PRESSING})(?: \w+){{0,2}}? (?:on|round|around|across|in|inside) \w+ chest\b(?! of)",
        "chest pain",
    ),
    (rf"(?:{_NOT}|never|unable to|non)((?: \w+){{0,4}}?) stop(?:s|ped|ping)?\b", r"\1 unstoppable"),
    (r"(?:so much|lots of|loads of|lot of|heav(?:y|ier)) (?=blood|bleed)", "heavily "),
    (
        r"(?:blood|bleed\w*|bled) (?:so much|a lot|lots|badly|bad|out|to death|like a)",
        "blood heavily",
    ),
    (r"bleeding (?=(?:\w+ )?(?:edges?|margins?)\b)", ""),
    (
        r"(?:ink|marker|pen|colou?rs?|dye) (?:\w+ )?bleed\w*|bleed\w* (?=(?:\w+ )?(?:ink|colou?r))",
        "",
    ),
    ("|".join(_BREATHLESS), "cannot breathe"),
    ("|".join(_SENSELESS), "unconscious"),
    ("|".join(_FAINTING), "faint "),
    (rf"{_FACE} (?:\w+ ){{0,3}}?(?:dropp?\w*|fell|fallen)\b", "face droop"),
    (
        "|".join(_NUMB_FACE),
        "numb face numbface",
    ),
    (r"unconscious(?:ly)? (?=(?:in)?compet|skill|habit|move|practi)", ""),
    (r"(?:having|had|has|have) a (?:fit|seizure)\b", "seizure"),
    (r"(?:inhaled|breathed in|ate|eaten) (?=(?:an?|one|the|my|some)\b)", "swallowed "),
    (r"too many (?:\w+ )?(?:pills|tablets|painkillers)", "overdose"),
    (
        rf"(?:{_PRACTISED})s? (?:\w+ ){{0,2}}?collaps\w*|collaps\w* (?:\w+ )?(?={_PRACTISED})",
        "",
    ),
    (
        rf"(?:wound|incision|scar|lac|laceration) (?:\w+ ){{0,4}}?(?:{_REOPENED})",
        "wound dehiscence",
    ),
    (
        rf"(?:stitch|sutur|sew|stapl)(?:e|es|s|ing)? (?:up )?{_THEIRS}(?={_BODY_OR_REGION})",
        "stitch ofsomebody ",
    ),
    (
        r"(?:stitch|suture|sew)(?:s|es|ed|ing)? (?:up |on )?(?:me|him|her|them|someone|people)\b",
        "stitch ofsomebody",
    ),
    (r"on (?:someone|somebody|people|a (?:real |live )?(?:person|human))\b", "ofsomebody"),
    (rf"(?:poke|stab|prick|jab|pierce|puncture)s? {_BETWEEN}{{0,4}}?(?:{_THINGS})s?\b", ""),
    (rf"(?:hurt|numb|bleed|kill|harm)(?:s|ing)? (?:the |a |my |this )?(?:{_THINGS})s?\b", ""),
    (
        rf"(?:{_THINGS})s? {_BETWEEN}{{0,4}}?(?:faint|chok|dying|bleed|pok|swallow)\w*(?! (?:\w+ )?m[ye]\b)",
        "",
    ),
    (rf"(?:stuck|sticks?|sticking) {_BETWEEN}{{0,4}}?(?:{_THINGS})s?\b", ""),
    (r"(?:never|didnt|did not) used? to (?=shak|trembl|twitch|quiver)", "new tremor newtremor "),
    (
        r"(?:tremor|shaking) is new|tremor (?:\w+ ){0,4}?wasnt there|developed a tremor|new (?:tremor|shaking)(?! drill| log| exercise| guide)",
        "new tremor newtremor",
    ),
    (
        rf"(?:even when|while) (?:i ?a?m )?(?:just )?(?:{_IDLE})",
        "resting",
    ),
    (
        r"l(?:ies|ying) still|not moving|(?:in|on) my lap|even in bed|doing nothing|watch\w* (?:tv|telly|television)",
        "resting",
    ),
    (r"\d{1,2} 0\b", "thread"),
    ("|".join(_NO_ALARMS), ""),
    ("|".join(_NAMES_OF_STITCHES), "stitch"),
    (
        rf"{_BEFORE}weak(?:er|est)? (?=hands?(?! (?:since|all|and)))",
        "",
    ),
    (
        rf"(?:on|in) (?:my |his |her |their |a real |real )(?:own |left |right )*(?={_REGION})",
        "ofsomebody ",
    ),
    (r"more (?:and more|(?:each|every) (?:day|week|month))", "worse"),
    (r"just (?:on|in) (?=the |my |one )", "only "),
    (r"no (?:pain|numbness|tingling)|(?:pain|stab|prick|blood)(?:less| free)|without pain", ""),
    (
        r"(?:tak(?:e|en|ing)|took|com(?:e|ing)|came|pull|pulled|wants?|needs?)((?: \w+){0,3}?) out",
        r"remove\1",
    ),
    (r"on (?:my |his |her |own |real |human |someones |the )*skin(?! pad)", "onskin"),
    (r"(?:get|gets|getting|got) stuck(?! by)|stuck (?:at|on|with|to)|sticks? (?:to|out)", "stay"),
    (
        r"(?:by|teach|taught|test|time|film|correct|push|remind|ask) (?:myself|yourself)|"
        r"on (?:my|your) own$|own (?=pace|time|pad|kit|tools|thread|needles?|room)",
        "alone ",
    ),
    (
        r"cut(?:s|ting)? (?:the |both |off |my |a |all )*"
        r"(?=threads?|tails?|sutures?|stitch|ends?|knot)",
        "trim ",
    ),
    (
        rf"(?:({_TORN})|cut|sliced|nicked|snipped|chopped|hacked) (?:open |up |into |through )*{_MINE}",
        r"cutbody \1 ",
    ),
)

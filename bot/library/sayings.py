"""Ways of saying one thing each, and the words they are built of, as patterns for idioms.py: each
begins at a word, of a text in plain form, its words parted by single spaces."""

from __future__ import annotations

from bot.library.concepts import CONCEPTS


def either(*ways: str) -> str:
    """Return the pattern that finds any of `ways`."""
    return "|".join(ways)


BODY = "|".join(f"{CONCEPTS['limb']} {CONCEPTS['site']}".split())
REGION = "|".join(
    """arm forearm leg thigh calf foot knee shin face chin head scalp belly tummy stomach back
    chest neck lip ear""".split()
)
BODY_OR_REGION = "|".join(sorted({*BODY.split("|"), *REGION.split("|")}))
WHICH = "own |left |right |index |ring |middle |little "
THINGS = "|".join(
    f"""{CONCEPTS["pad"]} hole paper net mesh card cup holder driver jaw forceps thread knot loop
    tail drill tube bike tyre cork circle dot row yarn edge""".split()
)
BETWEEN = rf"(?:(?!i\b|im\b|me\b|my (?!{THINGS})|myself|and\b|{BODY_OR_REGION})\w+ )"
THEIRS = rf"(?:my|his|her) (?:{WHICH})*"
PRACTISED = (
    "loop|stitch|suture|line|knot|edge|vessel|tube|lumen|wound|row|tissue|pad|table|stand|lamp"
)
BEFORE = "(?:(?<=^ )|(?<=my )|(?<=the )|(?<=with ))"
NOT = "not|wont|isnt|arent|aint|doesnt|cant|cannot|hasnt"
UNWILLING = "dont want|do not want|dont wanna|no longer want|not want"
LIVING = "be (?:here|alive)|live|exist|go on|wake up"
WEARY = "point|use|reason|sense|worth|tired of|sick of|done with|hate"
HURTING = "(?:hurt|harm|cutt?|burn)(?:ing)?"
PRESSING = r"band|weight|elephant|tight\w*|pressure|squeez\w*|heav\w*|crush\w*|burning"
REOPENED = "(?:opened|burst|split|fell|coming|come|came) (?:up|open|apart)|reopened|dehisced"
TURNING = "go|goes|went|going|gone|come|comes|came|felt|feel|feeling|turned|get|got"
VERY = "all |over |very |really |so |a bit |hot and "
PALE = "clammy|funny and|queasy|cold and sweaty|white as"
FACE = "(?:face|mouth|lips?|tongue|cheek)"
IDLE = r"sitting|lying|watch\w*|doing nothing|relax\w*"
LANDED = "(?:{} )*".format(
    "(?:is|and|it|tip|stuck|still|left|broken|off|landed|point|down|got|ended|up|went|flew)"
)
ADULT = "guy|man|woman|lady|bloke|boy|girl|kid|person"
SHARP = "needle|blade|scalpel|scissors"
MOVING = "mov|roll|jump|twitch|jerk|flick|curl|bend|shak|clos"
BY_ITSELF = r"(?:by itself|on its own)\b"
OF_MINE = r" (?:\w+ )?m[ye]\b"
FLOWING = r"(?:pump|spurt|gush|squirt|pour|stream)\w*"
PRICKED = "finger|thumb|palm|skin|nail|foot|toe|knee|leg|thigh|eye"
CUT = "cut|sliced|nicked|snipped|chopped|hacked"
TORN = "|".join(CONCEPTS["torn"].split())
MINE = rf"(?:{THEIRS}(?={BODY_OR_REGION})|myself)"

# Ways of saying one thing each, joined for speed.
PRICKS = either(
    rf"needle {LANDED}(?:in|into|under) my (?={PRICKED})",
    rf"(?:sat|trod|stepped|stood|knelt|leant|leaned|fell|landed) on (?:\w+ ){{1,3}}?(?:{SHARP})",
    rf"got (?:a|the) needle (?:in|into) the (?={PRICKED})",
    rf"(?:{SHARP}) (?:just )?(?:got me|(?:nicked|cut|grazed|caught) (?=m[ye]\b|his|her|him))",
    r"got stuck (?:by|with) (?:\w+ ){0,2}?needle",
    rf"(?:got|caught|did) myself (?=(?:with|on) (?:\w+ ){{1,2}}?(?:{SHARP}|tip|point|\d))",
    r"needle (?:(?!holder|driver)\w+ ){0,3}?(?:through|thru|under) (?:\w+ )?(?=finger|thumb|nail)",
)
CRISIS = either(
    r"suicid\w*|self ?harm\w*|(?:want to|wanna) die",
    r"(?:kill?|end)(?:ing)? (?:myself|himself|herself|themsel\w+|my (?:own )?life)",
    r"end(?:ing)? (?:it|things) (?:all|for good|forever)(?! with| in| on| at| off)",
    r"(?:think|thought|plan|want|going|feel)\w*(?: \w+){0,2}? end(?:ing)? (?:it|things)(?= now|$)",
    r"(?:no|any|a) (?:reason|point) (?:to|in) (?:carry|go|keep|liv|be)\w*(?: on| going| alive)?$",
    r"cant take (?:it|this|life) any ?more$|want out of (?:this |my )?life",
    r"(?:my )?life (?:is|feels) (?:\w+ )?(?:pointless|meaningless|worthless|unbearable|not worth)",
    r"(?:im|i am|i feel|feel like|being) (?:just )?(?:a burden|worthless)(?! at| with)",
    r"(?:give up on|nothing left to|no reason to) li(?:fe|ve|ving)\b",
    r"(?:took|take) all my (?:pills|tablets)",
    r"if i (?:died|(?:was|were) (?:dead|gone)|(?:were|was)nt here)(?! for| on| at)",
    r"wish i (?:would |could |d |might )?(?:never|not|didnt|dont) (?:wake|woke|exist)",
    r"wish i (?:was|were)(?:nt| not) (?:here|alive)",
    r"better off without me|better (?:off )?(?:dead|gone)",
    r"(?:wish|rather) (?:i )?(?:was|were|be|had) (?:dead|never (?:been )?born)",
    r"want to (?:disappear|vanish)",
    rf"{HURTING} myself (?=on purpose|to (?:cope|feel|punish)|again|because)",
    rf"(?:(?:want|going|urge|need) to|been) {HURTING} myself",
    rf"(?:{UNWILLING}) (?:to )?(?:{LIVING})(?= any ?more| any longer| like this| tomorrow|$)",
    r"(?:cant|cannot) (?:live|go on|keep going|carry on)(?= any ?more| like this)",
    rf"(?:{WEARY})(?: \w+){{0,2}}? (?:living|being alive|my life|life$|to live)\b",
)
NUMB_FACE = either(
    rf"{FACE} (?:\w+ ){{0,3}}?(?:numb|tingl)\w*",
    rf"(?:cant|cannot|no longer) feel (?:\w+ ){{0,4}}?{FACE}\b",
    rf"(?:numb|tingl)\w* (?:(?:\w+ ){{0,2}}?(?:my|his|her) )?{FACE}\b",
)
BREATHLESS = either(
    rf"(?:{NOT}|hardly|barely|stopped|no longer) breath(?:e|ing)\b",
    r"breathing (?:has |have )?stopped|short(?:ness)? of breath",
)
SENSELESS = either(
    rf"(?<!i )(?<!im )(?<!am )(?:{NOT}) (?:be )?(?:wake|waking|woken|conscious)\b",
    rf"(?:he|she|hes|shes) (?:is |does |will )?(?:{NOT}) (?:respond|answer)\w*",
    r"unresponsive|lifeless|(?:out|passed out|knocked out) cold|los(?:t|e|ing) consciousness",
)
FAINTING = either(
    r"(?:see|seeing|saw) (?:\w+ )?(?:spots|stars)\b(?! on| in the)",
    r"black (?:spots|dots) (?=in front|in my|before)",
    rf"(?<!hands )(?<!palms )(?<!fingers )(?:{TURNING}) (?:{VERY})*(?:{PALE})\b",
    r"(?:go|went|came|come|goes)(?: all| over)+ (?:funny|weird|hot|odd|wobbly|white|pale)",
    r"head (?:is |was |just |keeps )?sw[ai]m\w*",
    r"(?:nearly|almost) (?:hit the (?:floor|deck|ground)|went down|fell over)|keel(?:ed)? over",
    r"(?:legs|knees) (?:went|gave|turned|go) (?:way|to jelly|wobbly|weak|from)",
    r"weak at the knees|ears (?:\w+ )?ring\w*|vision (?:\w+ )?(?:tunnell?|narrow)(?:ed|ing)",
    r"seeing black(?= at| round|$)",
    rf"(?:everything|it all|vision|i) (?:\w+ )?(?:{TURNING}) (?:black|gr[ae]y|dark)(?! in| under)",
)
NUMB = either(
    r"pin[sz] (?:and |n |an )?needles",
    r"electric(?:al|ity)? (?:shocks?|jolts?|zaps?|buzz\w*|currents?|feeling)",
    r"(?:feeling|sensation) (?:comes? |coming |came )?back(?! for| of| with)",
    r"sh(?:ake|aking|ook)(?: \w+){1,2} awake|(?:like|as) (?:\w+ )?(?:after|at) the dentist",
    r"(?:hasnt|no|any|zero|lost) (?:\w+ )?(?:feeling|sensation|sense)(?= left| in my|$)",
)
SLURRING = (
    r"(?:speech|words|voice) (?:\w+ )?(?:gone|went|going|comes? out|came out) (?:all )?"
    r"(?:funny|odd|weird|wrong|slurred|jumbled|garbled|muddled)"
)
NEW_TREMOR = either(
    r"(?:tremor|shaking) is new|developed a tremor|tremor (?:\w+ ){0,4}?wasnt there",
    r"new (?:tremor|shaking)(?! drill| log| exercise| guide)",
)
RESTING = either(
    rf"(?:even when|while) (?:i ?a?m )?(?:just )?(?:{IDLE})",
    r"l(?:ies|ying) still|not moving|(?:in|on) my lap|even in bed|doing nothing",
    r"watch\w* (?:tv|telly|television)",
)
PLAYING_UP = either(
    r"kill(?:s|ing|ed)? me\b|giv(?:es?|ing) me (?:grief|gyp|jip|hell)",
    r"(?:play|act|seiz)(?:e?s|e?d|ing) up",
)
FESTERING = r"oozing|weeping|smells?|leaking|(?:looks?|gone|turned|getting) (?:all )?(?:red|hot)"
ALONE = either(
    r"(?:by|teach|taught|test|time|film|correct|push|remind|ask) (?:myself|yourself)",
    r"on (?:my|your) own$|own (?=pace|time|pad|kit|tools|thread|needles?|room)",
)
NOT_MINE = either(
    r"(?:doesnt|dont|didnt|not) feel like (?:its |theyre )?(?:mine|my own|part of me)",
    r"belongs? to (?:some(?:one|body) else|another)|(?:some(?:one|body)|another person) ?elses",
    r"feels? (?:\w+ )?(?:foreign|wooden|wool+y|rubbery|fuzzy)|(?:dull|dead) and wool+y",
)
NO_ALARMS = either(
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
NAMES_OF_STITCHES = either(
    r"dead space|far (?:far )?(?:and )?near(?: near)?|through the (?:previous|last) loop",
    r"each loop catches the last|fig(?:ure)? (?:of )?(?:8|eight)|fo8",
    r"micro ?knots?|tying under the microscope|knots? at (?:the bottom|both ends)",
    r"two bites over and back",
)

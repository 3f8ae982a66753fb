"""What the words of a safety message stand for.

A safety page's phrases are the rules; this table lets one phrase speak for many: "my hand is numb"
then also answers "my thumb went numb" and "fingers tingle". Add a word here where it means the
same in any alarm, and a phrase to the page for everything else.
"""

from __future__ import annotations

# A word of a message stands for every row it is in; a word of a phrase for its first row, and for
# the others too where the first is an alarm.
CONCEPTS = {
    "limb": """hand finger fingertip thumb wrist palm knuckle pinky forearm elbow arm shoulder leg
        nail fingernail hip ankle""",
    "site": """face mouth forehead scalp lip chin earlobe cheek eyebrow brow eyelid ear nose knee
        foot toe shin calf thigh groin neck belly tongue""",
    "numb": "numb numbness tingle tingly tingling pinsandneedles asleep prickling prickly",
    "feel": "feel feeling felt sensation",
    "no": "no not cant cannot lost lose losing loss without unable couldnt",
    "pain": """pain painful hurt ache aching achy sore soreness agony cramp throb throbbing
        stinging burning spasm sprain tendonitis tendinitis twinge""",
    "swollen": "swollen swelling swell inflamed puffy",
    "prick": "prick stab poke jab spike impale puncture needlestick",
    "broken": "break broke broken snap snapped",
    "scratched": "scratched scratch grazed",
    "faint": "faint fainted fainting dizzy dizziness lightheaded woozy blackout",
    "stick": "stick stuck prick stab poke jab spike impale puncture wentin",
    "cutbody": "cutbody",
    "bleed": "bleed bled blood",
    "haemorrhage": "haemorrhage hemorrhage haemorrhaging hemorrhaging",
    "flood": """everywhere heavily profusely soaked soaking drenched pour pouring poured pump
        pumping stream streaming pool puddle torrent""",
    "spurt": "spurt spurting spurted gush gushing squirt squirting",
    "collapse": "collapse collapsed",
    "swallow": "swallow",
    "fizz": "fizz fizzing fizzy",
    "breathless": "breathless gasping suffocating",
    "seizure": "seizure convulsion convulsing epileptic",
    "shake": "shake shaking shaky shook shaken tremor tremble trembling quiver twitch twitching",
    "side": "side one only",
    "leftright": "left right",
    "sudden": "sudden suddenly abruptly",
    "new": "new newly started start starts began begun since suddenly sudden",
    "worse": "worse worsening worsen increasing",
    "rest": "rest resting rests",
    "rested": "rested",
    "medicine": "medicine medication meds drug tablet pill",
    "small": "small smaller tiny",
    "writing": "handwriting writing",
    "see": "see sight vision eyesight blind",
    "weak": "weak weakness limp paralysed paralyzed paralysis",
    "droop": "droop droopy drop sagging",
    "speak": "speak speech talk words",
    "slur": "slur",
    "move": "move lift raise",
    "breathe": "breathe breath",
    "tight": "tight tightness tightening",
    "bite": "bite bit bitten",
    "laceration": "laceration",
    "wound": "wound cut laceration gash lac cutbody",
    "blade": "scissors scalpel blade",
    "household": "knife glass tin saw kerb curb fence mandoline mandolin grater razor wire nailgun",
    "stitch": """stitch suture sew close interrupted mattress staple thread nylon vicryl
        prolene stich stiching closure repair layer""",
    "glue": "glue superglue",
    "self": "myself himself herself yourself themselves",
    "own": "own myself himself herself yourself themselves",
    "relative": """friend son daughter brother sister mother father mum mom dad wife husband
        boyfriend girlfriend bf gf hubby mate pal buddy colleague aunt auntie uncle gran granny nan
        grandma grandmother grandpa grandad granddad grandfather niece nephew kid baby neighbour
        neighbor flatmate housemate roommate partner cousin mam parent""",
    "child": "child children toddler infant newborn boy girl",
    "animal": "dog cat pet puppy kitten horse rabbit",
    "patient": "patient pt pts lady gentleman gent bloke casualty elderly",
    "infected": "infected infection pus septic",
    "antibiotic": "antibiotic antibiotics",
    "anaesthetic": "lidocaine lignocaine anaesthetic anesthetic xylocaine",
    "remove": "remove removal",
    "practise": "practise practice",
    "pad": """pad foam silicone sponge banana orange pork pig chicken model simulator mat
        cloth""",
}

# Of a phrase with one of these, the message needs no more: "tingling", "wrist pain".
ALARMS = frozenset({"numb", "pain", "swollen", "prick", "cutbody", "bleed", "laceration", "faint"})

# Where a message speaks of a pad and of nobody's body, these words mean the pad's.
OF_THE_PAD = frozenset({"wound", "site", "collapse"})
OF_SOMEBODY = frozenset({"self", "own", "relative", "child", "animal", "patient"})

_BODY = "|".join(f"{CONCEPTS['limb']} {CONCEPTS['site']}".split())
_REGION = "|".join(
    """arm forearm leg thigh calf foot knee shin face chin head scalp belly tummy stomach back
    chest neck lip ear""".split()
)
_WHICH = "own |left |right |index |ring |middle |little "
_THINGS = "|".join(f"{CONCEPTS['pad']} hole paper net mesh card cup".split())
_PRACTISED = "loop|stitch|suture|line|knot|edge|vessel|tube|lumen|wound|row|tissue|pad|bite|throw"
_UNWILLING = (
    "dont want|do not want|dont wanna|no longer want|not want|cant|cannot|cant bear|want not"
)
_MINE = rf"(?:(?:my|his|her) (?:{_WHICH})*(?={_BODY}|{_REGION})|myself)"

# Groups of words that are one thing, or no alarm; replaced before words are looked up.
IDIOMS = (
    (r"pins (?:and |n |an )?needles", "pinsandneedles"),
    (r"(?:fell|fallen|fall|falls|falling|gone|goes|went|going) (?:to sleep|asleep)", "asleep"),
    (rf"needle sticks?\b(?! to| (?:in|into) (?:the |a |my )?(?:{_THINGS}))", "needlestick"),
    (
        r"(?:needle (?:is |tip |stuck )*(?:in|into|under) my|got (?:a|the) needle (?:in|into) the)"
        r" (?=finger|thumb|palm|skin|nail)",
        "needle pricked my ",
    ),
    (r"(?:went|gone) (?:right |straight |clean )*(?:in|into|through|thru)\b", "wentin"),
    (r"jagged (?=\w*edges?|cut|line|wound|slit|lac)", ""),
    (r"electric shocks?", "tingling"),
    (
        r"needle (?:just )?(?:got me|(?:nicked|cut|grazed|caught) (?=my|his|her))"
        r"|got stuck (?:by|with) (?:\w+ ){0,2}?needle",
        "needle prick ",
    ),
    (rf"(?:stapled|staple (?:went )?(?:in|into|through)) (?={_MINE})", "prick "),
    (r"light headed", "lightheaded"),
    (r"(?:pass|black)(?:ed|ing)? out(?! the)|(?:went|gone|going) black", "blackout"),
    (r"faint(?:ly|er)? (?:\w+ )?(?=lines?|dots?|marks?|rings?|circles?|pencil|drawn)", ""),
    # A crisis of mind: said outright, of life, of being here, of hurting oneself.
    (r"suicid\w*|(?:self ?|to )harm(?:ing)?(?: myself)?\b|(?:want to|wanna) die|kms\b", "selfharm"),
    (r"(?:kill?|end)(?:ing)? (?:myself|himself|herself|themsel\w+|my (?:own )?life|it all)", "selfharm"),
    (r"(?:if|when) i (?:died|(?:was|were) (?:dead|gone)|werent here)", "selfharm"),
    (
        r"wish i (?:would |could |d |might )?(?:never|not|didnt|dont) (?:wake|woke|exist)",
        "selfharm",
    ),
    (r"want to (?:disappear|vanish)", "selfharm"),
    (r"kill(?:s|ing|ed)? me\b", "pain"),
    (
        r"(?:band|weight|elephant|tight\w*|pressure|squeez\w*|heav\w*|crush\w*|burning)"
        r"(?: \w+){0,2}? (?:on|round|around|across|in|inside) (?:my|his|her|the) chest",
        "chest pain",
    ),
    (
        r"(?:hurt|harm|cut|burn)(?:ing)? myself (?=on purpose|to (?:cope|feel|punish)|again|because)"
        r"|(?:want|going|urge|need) to (?:hurt|cut|burn) myself|been (?:hurt|cutt|burn)ing myself",
        "selfharm ",
    ),
    (
        rf"(?:{_UNWILLING}) (?:to )?(?:be (?:here|alive)|live|exist|go on|keep going|carry on"
        r"|wake up)(?= any ?more| any longer| like this| living|$)",
        "selfharm",
    ),
    (r"(?:wish|rather) (?:i )?(?:was|were|be|had) (?:dead|never (?:been )?born)", "selfharm"),
    (r"wish i (?:was|were)(?:nt| not) (?:here|alive)|better off (?:dead|without me)", "selfharm"),
    (
        r"(?:point|reason|sense|worth|tired of|sick of|done with|hate)(?: \w+){0,2}? "
        r"(?:living|being alive|my life|to live)\b",
        "selfharm",
    ),
    # Life in danger: bleeding, breath, consciousness, something swallowed.
    (
        r"(?:wont|will not|doesnt|does not|isnt|not|never|cant|cannot|hasnt|unable to|non)"
        r"((?: \w+){0,4}?) stop(?:s|ped|ping)?\b",
        r"\1 unstoppable",
    ),
    (r"(?:so much|lots of|loads of|lot of) (?=blood|bleed)", "heavily "),
    (
        r"(?:blood|bleed\w*|bled) (?:so much|a lot|lots|badly|bad|out|to death|like a)",
        "blood heavily",
    ),
    (r"heav(?:y|ier) (?=bleed|blood)", "heavily "),
    (r"bleeding (?=(?:\w+ )?(?:edges?|margins?)\b)", ""),
    (
        r"(?:not|isnt|arent|aint|wont|hardly|barely|doesnt|stopped|no longer) breath(?:e|ing)\b"
        r"|breathing (?:has |have )?stopped",
        "cannot breathe",
    ),
    (r"catch (?:my|his|her|their) breath", "breathe"),
    (
        r"(?:unresponsive|lifeless|passed out cold|knocked out)"
        r"|(?:not|isnt|wont|cant|cannot|doesnt) (?:\w+ )?(?:wake|waking|woken|respond\w*|conscious)",
        "unconscious",
    ),
    (r"(?:lost|losing|lose) consciousness", "unconscious"),
    (r"(?:having|had|has|have) a (?:fit|seizure)\b", "seizure"),
    (r"choke up", ""),
    (r"(?:inhaled|breathed in|ate|eaten) (?=(?:an?|one|the|my|some)\b)", "swallowed "),
    (r"too many (?:\w+ )?(?:pills|tablets|painkillers)", "overdose"),
    (
        rf"(?:{_PRACTISED})s? (?:\w+ ){{0,2}}?collaps\w*|collaps\w* (?:\w+ )?(?={_PRACTISED})",
        "",
    ),
    (
        r"(?:wound|incision|scar|lac|laceration) (?:\w+ ){0,4}?"
        r"(?:(?:opened|burst|split|fell|com(?:e|ing)|came) (?:up|open|apart)|reopened|dehisced)",
        "wound dehiscence",
    ),
    # Before a faint.
    (
        r"(?:se(?:e|eing|en)|saw|ha(?:d|ve)|get(?:ting)?|got) (?:\w+ )?(?:black |dark )?"
        r"(?:spots|stars)\b|black (?:spots|dots) (?=in front|in my|before)",
        "faint ",
    ),
    (
        r"(?:go|goes|went|going|gone|com(?:e|es|ing)|came|felt|feel(?:ing)?|turned|get|got)"
        r" (?:all |over |very |really |so |a bit |hot and )*"
        r"(?:clammy|funny and|queasy|cold and sweaty|white as)\b",
        "faint ",
    ),
    (r"(?:go|went|came|come|goes)(?: all| over)+ (?:funny|weird|hot|odd|wobbly)", "faint"),
    (r"head (?:is |was |just |keeps )?sw[ai]m\w*", "faint"),
    (
        r"(?:nearly|almost) (?:hit the (?:floor|deck|ground)|went down|fell over)|keel(?:ed)? over"
        r"|legs (?:went|gave|turned|go) (?:way|to jelly|wobbly|from)",
        "faint",
    ),
    (
        rf"(?:stitch|sutur|sew|stapl)(?:e|es|s|ing)? (?:up )?(?:my|his|her) (?:{_WHICH})*(?={_BODY})",
        "stitch ofsomebody ",
    ),
    (
        r"(?:stitch|suture|sew)(?:s|es|ing)? (?:up |on )?(?:me|him|her|them|someone|people)\b",
        "stitch ofsomebody",
    ),
    (rf"(?:poke|stab|prick|jab|pierce)s? (?:\w+ )*?(?:{_THINGS})s?", ""),
    (rf"(?:stuck|sticks?|sticking) (?:in|into) (?:the |a |my )?(?:{_THINGS})", ""),
    (r"stab(?:s|bing)? the needle (?=straight|down)", ""),
    (
        r"(?:never|didnt|did not) used? to (?=shak|trembl|twitch|quiver)"
        r"|(?:tremor|shaking) is new|new (?:tremor|shaking)(?! drill| log| exercise| guide)",
        "new tremor newtremor ",
    ),
    (r"deep (?=cut (?:layer|in layers|on the pad|in the pad))", ""),
    (r"(?:even when|while) (?:i ?a?m )?(?:just )?(?:sitting|doing nothing|relax\w*)", "resting"),
    (r"l(?:ies|ying) still|not moving|(?:in|on) my lap", "resting"),
    (r"(?:get|gets|getting|got) stuck(?! by| with)", "stay"),
    (r"\d{1,2} 0\b", "thread"),
    (r"short(?:ness)? of breath", "cannot breathe"),
    (r"(?:no|not|never) (?:stab|jab|poke|prick)s?", ""),
    (r"(?<=^ )cut it (?=with|open|off)", ""),
    (r"(?:lower|upper|both|each) sticks?", ""),
    (r"(?<!cant )(?<!cannot )(?<!not )breathe? (?:easy|on|out|in|slowly)", ""),
    (r"(?:pen|brush|slow|down|up) strokes?|strokes? (?=of|the|with|order)", ""),
    (r"fight (?:a |the |your )?(?:tremble|tremor)", ""),
    (r"blood (?=vessels?|pressure|supply|flow|sugar|tests?)", ""),
    (r"(?:clock|cut|flat|working|watch) faces?", ""),
    (r"faces? (?=of|up|down|each)", ""),
    (r"deep (?=wound closure)", ""),
    (r"dead space", "layer"),
    (r"far (?:far )?(?:and )?near(?: near)?|through the (?:previous|last) loop", "stitch"),
    (r"each loop catches the last|fig(?:ure)? (?:of )?(?:8|eight)|fo8", "stitch"),
    (r"micro ?knots?|tying under the microscope", "stitch"),
    (r"knots? at (?:the bottom|both ends)|two bites over and back", "stitch"),
    (r"diy (?:suture |suturing |practice )*(?=pads?|kits?|models?)", ""),
    (
        r"(?:(?<=^ )|(?<=my )|(?<=the )|(?<=with ))weak(?:er|est)? (?=hands?(?! (?:since|all|and)))",
        "",
    ),
    (
        rf"(?:on|in) (?:my |his |her |their |a real |real )(?:own |left |right )*(?={_REGION})",
        "ofsomebody ",
    ),
    (r"more and more", "worse"),
    (r"just (?:on|in) (?=the |my |one )", "only "),
    (r"no (?:pain|numbness|tingling)|pain ?(?:free|less)|without pain", ""),
    (r"all of a sudden", "suddenly"),
    (
        r"(?:take|took|taking|taken|come|coming|came|pull|pulled|wants?|needs?)((?: \w+){0,3}?) out",
        r"remove\1",
    ),
    (r"on (?:my |his |her |own |real |human |someones |the )*skin(?! pad)", "onskin"),
    (r"stuck (?:at|on|with)|sticks? (?:to|out)", "stay"),
    (r"(?:by|teach|taught|test|time|film|correct|push|remind|ask) (?:myself|yourself)", "alone"),
    (r"on (?:my|your) own$", "alone"),
    (r"own (?=pace|time|pad|kit|tools|thread|needles?|room)", ""),
    (r"cut(?:s|ting)? (?:the |both |off |my |a |all )*(?=threads?|tails?|sutures?)", "trim "),
    (r"cut(?:s|ting)? (?:the |both |off |my |a |all )*(?=stitch|ends?|knot)", "trim "),
    (rf"(?:cut|sliced|nicked|snipped) (?:open |into |through )*{_MINE}", "cutbody "),
    (
        rf"(?:split|opened|ripped|tore|torn|busted|burst|slashed|gashed) (?:open |up )*{_MINE}",
        "cutbody household ",
    ),
)

# Words of a phrase that its meaning does not hang on.
LIGHT = frozenset(
    """
    a about after again all also am an and any are as at be been before being but by can could did
    do does doing done during ever for from get gets getting go goes going gone got had has
    have having he her here hers him his how i if im in into is it its just like make made me my
    of off ok on or other our out over please put really s shall she should size so some
    still than that the their them then there these they this those to too until up us very was we
    went were what when where which while who why will with would you your many much use used
    using try
    """.split()
)

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
    "spurt": "spurt spurting spurted gush gushing squirt squirting spray",
    "collapse": "collapse collapsed",
    "swallow": "swallow",
    "fizz": "fizz fizzing fizzy buzz zap zing static",
    "breathless": "breathless suffocating",
    "seizure": "seizure convulsion convulsing epileptic",
    "shake": """shake shaking shaky shook shaken tremor tremble trembling quiver twitch twitching
        shiver""",
    "side": "side one only",
    "leftright": "left right",
    "sudden": "sudden suddenly abruptly",
    "new": "new newly started start starts began begun since suddenly sudden",
    "worse": "worse worsening worsen increasing",
    "rest": "rest resting rests",
    "rested": "rested",
    "medicine": "medicine medication meds drug tablet pill antidepressant steroid",
    "small": "small smaller tiny",
    "writing": "handwriting writing",
    "see": "see sight vision eyesight blind blindness",
    "weak": "weak weakness limp paralysed paralyzed paralysis",
    "droop": "droop droopy sagging",
    "speak": "speak speech talk words",
    "slur": "slur",
    "move": "move lift raise",
    "breathe": "breathe breath",
    "tight": "tight tightness tightening",
    "bite": "bite bit bitten",
    "laceration": "laceration",
    "wound": "wound cut laceration gash lac cutbody",
    "blade": "scissors scalpel blade",
    "torn": "torn tore ripped rip split opened busted slashed gashed",
    "household": """knife glass tin saw kerb curb fence mandoline mandolin grater razor wire nailgun
        axe chisel""",
    "stitch": """stitch suture sew close interrupted mattress staple thread nylon vicryl
        prolene stich stiching closure repair layer""",
    "glue": "glue superglue",
    "self": "myself himself herself yourself themselves",
    "own": "own myself himself herself yourself themselves",
    "relative": """friend son daughter brother sister mother father mum mom dad wife husband
        boyfriend girlfriend bf gf hubby mate pal buddy mates colleague aunt auntie uncle gran
        granny nan grandma grandmother grandpa grandad granddad grandfather niece nephew kid baby
        neighbour neighbor flatmate housemate roommate partner cousin mam parent""",
    "child": "child children toddler infant newborn boy girl",
    "animal": "dog cat pet puppy kitten horse rabbit hen goat sheep cow hamster",
    "patient": "patient pt pts lady gentleman gent bloke casualty elderly client woman",
    "senior": "consultant registrar resident attending supervisor boss",
    "infected": "infected infection pus septic",
    "operation": "operation op surgery",
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

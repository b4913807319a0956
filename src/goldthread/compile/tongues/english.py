"""English."""

from goldthread.compile.tongues.tongue import Tongue

ENGLISH = Tongue(
    code="en",
    phrases={
        ".": "first person|second person|third person|first name|first names|first aid|first class|first time|for the first time|first draft|first of all|at first|in the first place|first light|first-hand|"
        "second hand|second nature|second thoughts|third party|third parties|every now and then|every so often|every time|every bit|at all|above all|after all|all in all|all day|all night|all the time|all year|"
        "all the same|all right|all but impossible|each other|one another|no later than|no more than|no fewer than|no less than|no longer than|no longer|no one|at last|last name|last names|last minute|other words|"
        "on the other hand|the other day|each time|before long|before and after|long before|soon after|shortly after|day after day|day to day|step by step|part of|take part|takes part|in case of|in any case|"
        "in that case|in general|in order to|in order|at once|in person|on time|in time|even if|even though|not even|even when|even the|even a|any more|any time|in the end|at the end|at the very end|at the beginning|at the start|"
        "in the beginning|to be|up to date|up to now|at least|at most|half of the|half an|half a",
        "v": "each|every|all|all the|all of the|all of these|each of the|each of these|every one of the|each one of the|each and every|every single|each single|any|any of the|any one of the|any given|each individual",
        "V": "per",
        "A": "everywhere",
        "g": "no|none of the|not one|not a single|no single|not any|in no|neither of the|never in any|not in any",
        "l": "last|final|closing|concluding|very last",
        "P": "but one|penultimate|before last|before the last|second to last|next to last|second last|last but one|last but one|next-to-last|second-to-last",
        "M": "topmost|uppermost|top|highest",
        "H": "half",
        "G": "other|others|the rest|rest of the|remaining|all other|all others|all the others|all remaining|all the other|all the remaining|the remainder|remainder of the|every remaining|each remaining",
        "O": "whose number is odd|whose numbers are odd|odd|odd-numbered|odd numbered|uneven|with odd numbers|with an odd number|with uneven numbers",
        "E": "whose number is even|whose numbers are even|even|even-numbered|even numbered|with even numbers|with an even number",
        "z": "alternate|alternating|every other|each alternate|every alternate|each other",
        "r": "until|till|up to|up until|through|thru|up to and including|to and including|through to|right up to|all the way to|down to",
        "b": "to",
        "B": "between|anywhere between",
        "s": "starting|beginning|starting with|starting in|starting from|starting at|starting on|beginning with|beginning in|beginning at|beginning on|beginning from|as of|as from|since|commencing|commencing in|"
        "commencing with|from and including|counting from",
        "S": "onward|onwards|and up|and upward|and upwards|and above|and beyond|and onward|and onwards|and later|and after|and following|forward|forwards|to the end|to the very end|until the end|till the end|through the end|"
        "right to the end|through to the end|all the way to the end|to the last|to the last one|and all later|to the finish|and higher|or later|or higher",
        "k": "out of|out of every",
        "x": "except|except in|except for|except on|except at|with the exception of|apart from|apart from in|aside from|other than|other than in|save|save for|save in|excluding|excepting|not counting|barring|bar|but not|but not in|"
        "but not on|but not at|outside|outside of|though not|though not in|all but|not including|besides|everywhere except|everywhere but|anywhere except|anywhere but|anywhere except in|anywhere but in|anywhere outside|anywhere other than",
        "X": "excepted|excluded|exempted|left out|not included",
        "t": "before|below|prior to|earlier than|ahead of|preceding|sooner than",
        "T": "after|above|later than|beyond|past|following",
        "i": "namely|that is|i.e|viz|in other words",
        "p": "behind|under|in|at|the|of|for|during|within|into|inside|number|no|nos|numbers|nr|these|those|both|either|throughout|across|our|his|her|its",
        "j": "on",
        "R": "from",
        "a": "and|or|as well as|plus|and also|and again in|and in|and then in|and on|nor|then again in|along with|and likewise",
    },
    months=("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"),
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    units={
        "chapter": r"chap|chaps|chs?", "section": r"sect|sects|secs?|s\.", "episode": r"eps?", "question": r"qs?", "week": r"wks?", "volume": r"vols?", "article": r"art|arts",
        "module": r"mods?|mod", "page": r"pp?|pgs?", "lesson": r"less", "floor": r"flr", "paragraph": r"paras?|par", "quarter": r"quarter",
    },
    verbs=r"is|are|was|were|has|have|had|must|should|shall|will|can|may|might|deals?|covers?|describes?|explains?|mentions?|contains?|includes?|brings?|begins?|starts?|opens?|ends?|closes?|concludes?|introduces?|"
    r"tells?|shows?|gives?|lists?|names?|features?|takes?|talks?|speaks?|stays?|remains?|belongs?|goes|comes?|he|she|they|we|i|it|there|somebody|someone|nobody|everyone|everybody|something|nothing|one|you|"
    r"a|an|another|no|not|never|only|also|needs?|ought|sums?|reviews?|presents?|looks?|adds?|puts?|about|with|where|when|which|who|that|on|in|but|do|does|reveals?|sets?|turns?|teaches|focus\w*|his|her|their|my|our|some|two|three",
)  # fmt: skip

"""The words that are not said in Arabic, each with why and what to say in its place (docs/words/ar.md).

Vowel signs and the spellings of alef, ya and ta marbuta do not hide a word. Nobody's gender is assumed, so forms that
agree with one are found too.
"""

import re

from slackwater.practices.banned import Ban, Speech, ban

BODY = Speech.LIVE | Speech.STOP | Speech.PRACTICE
GUIDED = BODY | Speech.PAGE

_MARK = "\u0640\u064b-\u0652\u0670"
"""What may stand after any letter: a vowel sign, a doubling, a stretched line."""

_ALIKE = {"ا": "[اأإآ]", "أ": "[اأإآ]", "إ": "[اأإآ]", "آ": "[اأإآ]", "ى": "[ىي]", "ة": "[ةه]"}
"""Letters that hurried hands write for one another."""


def _spelt(pattern: str) -> str:
    """The pattern with every Arabic letter in any of its usual spellings."""
    return re.sub(
        "[\u0621-\u064a]", lambda letter: f"(?:{_ALIKE.get(letter[0], letter[0])}[{_MARK}]*)", pattern
    )


def _ban(rule: str, pattern: str, suggestion: str, where: Speech | None = None, unless: str = "") -> Ban:
    """A ban of whole words, also with *and*, *so*, *by*, *for* or *the* before them or the ending of an object."""
    start = rf"(?<![\w{_MARK}]){unless}{_spelt('(?:و|ف)?(?:ال|بال|لل|ب|ل|ك|س)?')}"
    end = rf"{_spelt('ا')}?(?![\w{_MARK}])"
    return ban(rule, rf"{start}(?:{_spelt(pattern)}){end}", suggestion, where)


_THE = "(?:ال)?"
_ILL = (
    rf"(?:ل|لل|من |{_THE})*(?:صدمة|صدمات|صدماتك|قلق|اكتئاب|هلع|توتر|ضغوط|ألم|آلام|آلامك|أعراض|مرض|أمراض"
    r"|اضطراب|اضطرابات)"
)
_PLACE = (
    rf"{_THE}(?:جسد|جسدك|جسم|جسمك|حوض|حوضك|ورك|وركيك|وركين|عضلات|عضلاتك|أنسجة|خلايا|خلاياك|جهاز العصبي|جهازك العصبي"
    r"|جهازك|دماغ|دماغك|عقل|عقلك|أعصاب|أعصابك)"
)
_CHARGE = (
    rf"{_THE}(?:صدمة|صدمات|صدماتك|مشاعر|مشاعرك|عواطف|طاقة|طاقات|طاقتك|توتر|توترك|توترات|ضغوط|ذكريات|ذكرياتك|سموم"
    r"|أحاسيس|شحنة|شحنات)"
)
_NEAR = r"[^.!؟?]{0,25}?"
_NOT = r"(?<!لا )(?<!لم )(?<!ليس )(?<!ليست )(?<!ولا )(?<!لن )"
_STOCKED = (
    r"(?:مخزن|مخزنة|مخزون|مخزونة|مختزن|مختزنة|محبوس|محبوسة|مكبوت|مكبوتة|عالق|عالقة|محتجز|محتجزة|مدفون|مدفونة)"
)

_CLAIMS = (
    _ban("claim", rf"إعادة (?:برمجة|ضبط|توصيل|تشكيل) {_PLACE}", "say what a person may notice"),
    _ban("claim", rf"(?:ي|ت|ن)عيد (?:برمجة|ضبط|توصيل|تشكيل) {_PLACE}", "say what a person may notice"),
    _ban("claim", rf"{_CHARGE}{_NEAR} {_THE}{_STOCKED}", "no study shows it: say 'عادات العضلات' or nothing"),
    _ban("claim", rf"{_STOCKED} في {_PLACE}", "no study shows it: say 'عادات العضلات' or nothing"),
    _ban("claim", rf"(?:ي|ت)?(?:ختزن|خزن|حبس|سكن){_NEAR} {_CHARGE}", "no study shows it: leave it out"),
    _ban("claim", rf"(?:ي|ت)?(?:ختزن|خزن|سكن)ه?ا?{_NEAR} {_PLACE}", "no study shows it: leave it out"),
    _ban(
        "claim",
        rf"(?:تحرير|تحرر|تحرري|حرر|حرري|يحرر|نحرر|تفريغ|فرغ|أفرغ|يفرغ|تفرغ|إطلاق|أطلق|يطلق|تطلق|إخراج|أخرج|يخرج|تخرج"
        rf"|تصريف|تنفيس|طرد|التخلص|تخلص|تتخلص|يتخلص){_NEAR} (?:من |عن )?{_CHARGE}",
        "use 'ملاحظة', 'تخفيف' or 'عند بعض الناس'",
    ),
    _ban("claim", r"تفريغ|تنفيس", "use 'علامات استقرار' or name them: تنهيدة، تثاؤب", GUIDED),
    _ban("claim", r"(?:ي|ت|ن)عالج", "this is a wellness practice: it treats nothing", unless=_NOT),
    _ban("claim", rf"علاج {_ILL}", "this is a wellness practice: it treats nothing", unless=_NOT),
    _ban("claim", rf"(?:ي|ت)(?:قي|منع|زيل|قضي على) {_ILL}", "it prevents nothing", unless=_NOT),
    _ban("claim", r"تشخيص|(?:ي|ت|ن)شخص", "this tests nobody", unless=_NOT),
    _ban(
        "claim",
        r"(?:مثبت|مثبتة|ثابت|ثبت|مجرب|مجربة|مؤكد) (?:علميا|سريريا|طبيا)",
        "use 'قد', and name the study",
    ),
    _ban(
        "claim",
        r"مضمون|مضمونة|(?:ن|ي|ت)ضمن لك|أثبت العلم|أثبتت الدراسات",
        "use 'قد', and name the study",
        unless=_NOT,
    ),
    _ban(
        "claim",
        r"(?:ي|ت)(?:نجح|نفع|عمل) دائما|(?:ي|ت)(?:نفع|ناسب|فيد) (?:الجميع|كل الناس|الكل)"
        r"|(?:بلا|دون|بدون) (?:أي )?(?:خطر|مخاطر|ضرر)",
        "use 'عند بعض الناس'",
    ),
    _ban(
        "claim",
        r"(?:آمن|آمنة|مناسب|مناسبة|جيد|جيدة) (?:للجميع|لكل الناس|لأي شخص|تماما)",
        "say who it is not for",
    ),
    ban("claim", r"(?:100|١٠٠) ?[%٪]", "use 'عند بعض الناس'"),
    _ban("claim", r"عصب (?:الحائر|المبهم)|(?:ال)?بولي ?فاغال|نظرية تعدد المبهم", "use 'تسارع' and 'انطفاء'"),
    _ban("claim", r"جهاز العصبي|جهازك العصبي|أعصابك", "use 'جسدك', or say what can be noticed", GUIDED),
    _ban(
        "claim",
        r"(?:إكمال|أكمل|أكملي|إتمام|إنهاء) (?:دورة|حلقة|استجابة) (?:التوتر|الضغط|الإجهاد|الخطر)"
        r"|(?:انفض|انفضي|نفض|انفضوا) (?:عنك |كل )?(?:التوتر|الضغط|الخوف|الصدمة|الماضي)",
        "no controlled study shows it: leave it out",
    ),
    _ban("claim", r"كورتيزول|أدرينالين", "nothing here measures hormones", GUIDED),
    _ban(
        "claim", r"(?:إطالة|تطويل|(?:ي|ت)طيل) (?:ال)?(?:عضلات|عضلاتك|عضلة|ورك|حوض)", "use 'يسهل احتمال الشد'"
    ),
    _ban(
        "claim",
        r"(?:جسد|جسدك|جسم|جسمك) (?:لا )?(?:يتذكر|يحتفظ|ينسى|يحفظ|يخبئ)|ذاكرة (?:العضلات|عضلية|الجسد|الجسم|الخلايا)",
        "a metaphor, not a finding: leave it out",
    ),
    _ban(
        "claim",
        r"أنت (?:الآن |هنا )?(?:آمن|آمنة|بأمان|في أمان|هادئ|هادئة|بخير|مرتاح|مرتاحة|مستقر|مستقرة|بسلام)"
        r"|كل شيء (?:بخير|على ما يرام)|زال الخطر",
        "nobody but the person can say that: name what was seen",
    ),
    _ban(
        "claim",
        r"(?:قلب|قلبك|نبض|نبضك) (?:يبدو )?(?:هادئ|هادئا|سليم|سليما|طبيعي|طبيعيا|بخير|جيد|جيدا|مستقر|مستقرا)",
        "use 'القلب قريب من معتاده'",
    ),
    _ban(
        "claim",
        r"اضطراب (?:ما بعد الصدمة|الهلع|القلق)|كرب ما بعد الصدمة",
        "naming an illness is a medical claim: leave it to the screening",
        GUIDED,
    ),
    ban("claim", r"(?<![A-Z])PTSD(?![A-Z])", "naming an illness is a medical claim: leave it out", GUIDED),
    ban(
        "name",
        r"(?<![A-Za-z])TRE(?![A-Za-z])|Somatic Experiencing|(?<![A-Za-z.])SE(?![A-Za-z])",
        "a trademark: say 'ممارسة الارتعاش' or 'إحساس الجسد', and name it in a note only",
        GUIDED | Speech.SCREENING,
    ),
    _ban(
        "name",
        r"تجربة الجسدية|خبرة الجسدية",
        "a trademark: name it in a note only",
        GUIDED | Speech.SCREENING,
    ),
)

_WORDS = (
    _ban(
        "word",
        r"يجب|ينبغي|يتوجب|يتعين|لا ?بد|مفروض|يلزمك|من (?:الضروري|الواجب)|عليك (?:أن|بال\w+)",
        "use 'يمكنك' or 'إن أحببت'",
        unless="(?<!لم )",
    ),
    _ban("word", r"تحتاج(?:ين)? (?:إلى )?أن", "use 'يمكنك'", BODY),
    _ban(
        "word",
        r"فقط (?:استرخ|استرخي|تنفس|تنفسي|دع|دعي|اترك|اتركي)|(?:تنفس|تنفسي|ارتح|ارتاحي) (?:فقط|فحسب)"
        r"|(?:كل )?ما عليك (?:إلا|سوى)|كل ما عليك",
        "offer a choice: 'يمكنك الراحة هنا'",
    ),
    _ban(
        "word",
        r"استرخاء|استرخ|استرخي|استرخوا|(?:ي|ت|ن)سترخي|مسترخ|مسترخي|مسترخية",
        "use 'راحة' or 'سند'",
        GUIDED,
    ),
    _ban(
        "word",
        r"(?:دع|دعي|اترك|اتركي|أطلق|أطلقي) (?:كل شيء|كل ما|ما |الماضي|العنان|نفسك|جسدك|همومك)\w*"
        r"|تخل عن|تخلي عن|(?:ال)?تخلي عن|(?:ي|ت)تخلى عن",
        "use 'تخفيف', or name what may rest",
    ),
    _ban("word", r"استسل(?:ام|م|مي|موا|مت)|(?:ي|ت|ن|أ)ستسلم(?:ي|ين)?|سلم نفسك", "use 'راحة' or 'سند'"),
    _ban(
        "word",
        r"ادفع|ادفعي|دفع (?:نفسك|جسدك|حوضك)|(?:أجبر|أجبري|إجبار) (?:نفسك|جسدك|الجسد)|(?:تجاوز|تخط|تخطي|اكسر) حدودك",
        "use 'ضغط' for a body, 'تذكير' for a message",
    ),
    _ban("word", r"شفاء|شفائك|شفاؤك|(?:ي|ت|ن)شفي|(?:ي|ت)شفى|تتعافى|تتعافين", "use 'تخفيف' or 'ممارسة'"),
    _ban("word", r"ديتوكس|سموم|(?:تنظيف|تنقية|تطهير) (?:ال)?(?:جسد|جسدك|جسم|جسمك|عقل|طاقة)", "leave it out"),
    _ban(
        "word",
        r"نقاط|نقاطك|نقطتك|نتيجتك|نتائجك|درجتك|درجاتك|علامتك|رصيدك|أحرزت|تقييمك",
        "say what happened in words",
    ),
    _ban(
        "word",
        r"سلسلتك|سلسلة (?:أيام|أيامك|متتالية|متواصلة|نجاح|نجاحات)|(?:أيام|أياما) متتالية|يوما? متتاليا?",
        "say 'أسابيع فيها ممارسة'",
    ),
    _ban(
        "word",
        r"فشل|فشلا|فشلت|فاشل|فاشلة|(?:ي|ت)فشل|أخفق|أخفقت|إخفاق|قصرت|تقصير|تقصيرك|كسول|كسولة|كسل|كسلك",
        "say what happened and what was not done",
    ),
    _ban(
        "word",
        r"لا (?:مكسب|ربح|نتيجة|تقدم) (?:بلا|دون|بدون|من دون) (?:ألم|تعب)"
        r"|(?:تحمل|تحملي|اصبر على|اصبري على|تجاهل|تجاهلي|قاوم|قاومي|تحامل|رغم) (?:ال)?(?:ألم|وجع|على نفسك)",
        "offer to stop",
    ),
    _ban(
        "word",
        r"مخزن|مخزنة|مخزون|مخزونة|مختزن|مختزنة|تخزين|(?:ي|ت)ختزن",
        "use 'محفوظ' for words, and nothing for bodies",
        BODY | Speech.EVIDENCE,
    ),
    _ban(
        "word",
        r"(?:إغماض|أغمض|أغمضي|غمض|إغلاق|أغلق|أغلقي) (?:ال)?(?:عينين|عينيك|عيون|عيناك|جفنيك)"
        r"|(?:ال)?(?:عيناك|عينان|عينين|عينيك) (?:ال)?(?:مغمضتان|مغمضتين|مغلقتان|مغلقتين)",
        "use 'يمكن أن تبقى عيناك مفتوحتين'",
        GUIDED,
    ),
    _ban(
        "word",
        r"(?:حبس|احبس|احبسي|كتم|اكتم|اكتمي|(?:ي|ت)حبس) (?:ال)?(?:نفس|نفسك|أنفاس|أنفاسك|تنفس|تنفسك|هواء|شهيق)",
        "the breath is never held here",
        GUIDED,
    ),
    _ban(
        "word",
        r"(?:نفس|نفسا|تنفس|تنفسا|شهيق|شهيقا|زفير|زفيرا) (?:ال)?(?:عميق|عميقا|أعمق|كبير|كبيرا)|أنفاس (?:ال)?عميقة"
        r"|أنفاسا عميقة|(?:تنفس|تنفسي) بعمق|نفس (?:العميق|الكبير)",
        "use 'صغير' or 'سهل'",
        BODY,
    ),
    _ban(
        "word",
        r"(?:أقصى|لأقصى|أبعد|أعمق|أقوى|أطول) (?:ما|حد|مدى|قدر|درجة|وقت) ?(?:ممكن|يمكن|يمكنك|تستطيع|عندك)?"
        r"|قدر (?:المستطاع|الإمكان|ما تستطيع|استطاعتك)|بكل قوتك",
        "use 'فقط إلى الحد السهل'",
        BODY,
    ),
    _ban("word", r"اهدئي|اهدؤوا|هدئ (?:من روعك|نفسك)|هدئي (?:من روعك|نفسك)", "use 'راحة هنا قليلًا'"),
    ban("word", r"(?<!\w)(?:و|ف)?اهدأ?(?!\w)", "use 'راحة هنا قليلًا'"),
    _ban(
        "word",
        r"أنت (?:الآن )?(?:متعب|متعبة|مستعد|مستعدة|جاهز|جاهزة|قلق|قلقة|خائف|خائفة|وحيد|وحيدة|متوتر|متوترة|قوي|قوية)"
        r"|كنت (?:متعبا|متعبة|مستعدا|مستعدة|جاهزا|جاهزة|قلقا|قلقة|خائفا|خائفة|وحيدا|وحيدة|متوترا|متوترة)",
        "say it without a gender: 'عند التعب', 'متى أردت'",
    ),
    _ban(
        "word",
        r"تشعر|تشعرين|تلاحظ|تلاحظين|تستطيع|تستطيعين|تريدين|تحبين|تجلس|تجلسين|تستلقي|تستلقين|تتنفس|تتنفسين",
        "say it without a gender: 'يمكنك' with a verbal noun, or the past: 'إن أحببت'",
        BODY,
    ),
    ban("word", r"\w(?:/ة|/ي|/ين|\(ة\)|\(ي\)|\(ين\))(?!\w)", "say it without a gender, in one form"),
    ban(
        "command",
        r"(?:^|[.!؟?…]\s+)و?لا (?:تتحرك|تخف|تخاف|تقلق|تنس|تنسى|تقاوم|تفكر|تتوقف|تستعجل|تغمض|تنظر|تدع|تحاول|ترفع|تضغط"
        r")(?:ي|وا)?(?!\w)",
        "use 'لا حاجة إلى …' or 'يمكنك البقاء …'",
        Speech.LIVE | Speech.PRACTICE,
    ),
)

_PLAIN_SPEECH = Speech.LIVE | Speech.STOP | Speech.PRACTICE | Speech.PAGE

_HARD = tuple(
    _ban("jargon", words, f"use '{plain}'", _PLAIN_SPEECH)
    for words, plain in (
        ("حجاب الحاجز", "عضلة التنفس"),
        ("فقرات القطنية|منطقة القطنية", "أسفل الظهر"),
        ("عظم العجز", "العظم المسطح خلف الحوض"),
        ("استقبال الحس العميق|حس العميق", "الإحساس بمكان جسدك"),
        ("إدراك الداخلي|حس الداخلي|استشعار الداخلي", "الإحساس بالجسد"),
        ("فرط (?:ال)?(?:استثارة|تيقظ)", "تسارع"),
        ("(?:نقص|انخفاض) (?:ال)?استثارة", "انطفاء"),
        ("اختلال التنظيم|تنظيم الانفعالي|تنظيم العصبي", "تسارع أو انطفاء"),
        ("نافذة (?:التحمل|الاحتمال)", "ما يسهل احتماله"),
    )
)
"""Hard names of several words."""

BANS: tuple[Ban, ...] = (*_CLAIMS, *_WORDS, *_HARD)
"""Checked in this order; one finding for each place."""

_TWINS = {
    "سواس": "عضلة الورك العميقة",
    "بسواس": "عضلة الورك العميقة",
    "حرقفية": "عضلة الورك العميقة",
    "مقربات": "باطن الفخذ",
    "لفافة": "نسيج",
    "لاإرادي": "دون قصد",
    "لاودي": "مرتاح",
    "سمبثاوي": "متسارع",
    "باراسمبثاوي": "مرتاح",
    "استثارة": "تسارع",
    "تفارق": "شعور بالبعد",
    "تفكك": "شعور بالبعد",
    "سوماتي": "من الجسد",
    "سوماتية": "من الجسد",
    "سوماتيك": "من الجسد",
    "جسدانية": "من الجسد",
    "معايرة": "خطوات صغيرة",
    "تجذير": "العودة إلى الأرض",
    "تأريض": "العودة إلى الأرض",
    "بندولية": "ذهاب وإياب",
    "رعاش": "ارتعاش",
    "انبطاح": "استلقاء على البطن",
    "تبعيد": "فتح",
    "استنشاق": "شهيق",
    "ديناميكية": "حركة",
}

JARGON: dict[str, str] = {
    f"{start}{word}": plain for word, plain in _TWINS.items() for start in ("", "ال", "وال", "بال", "و", "ب")
} | {f"لل{word}": plain for word, plain in _TWINS.items()}
"""Hard words and their plain twins; a hard word may stand in a title or where studies are named."""

_COMMANDS = """
أبطئ أحضر أدر أرخ أرح أسرع أسند أطلق أعد أغلق أغمض أفرغ أكمل ألق أمسك أنزل أنصت ابحث ابدأ ابسط ابق ابتسم اتبع
اترك اثن اجلس اجمع احبس احتضن احمل اختر اخفض ادفع ادخل ارجع ارسم ارفع اركع ازفر استخدم استدر استرح استرخ استسلم
استعمل استكشف استلق استمر استمع اسحب اسمح اسمع اشرب اشعر اشهق اصغ اضغط اعصر افتح افرك اقبض اقترب اكتب اكتشف
التفت المس امدد امسح امش امنح انتبه انتظر انتقل انحن انزل انظر انفخ انقر انقلب انهض اهدأ باعد تأمل تابع تحرك تحسس
تخيل تذكر تذوق تصور تمايل تمدد تنفس توقف جرب حاول حافظ حرك خذ خفف دع راقب ركز زد سجل شاهد ضع ضم عد فكر قاوم
قف قل قلل كرر لاحظ لامس مدد هز واصل
قولي قفي قوموا عودي زيدي نامي امشي اثني انحني ألقي استلقي استرخي ابقي ذق ذوقي نم قم قومي
"""

COMMANDS = frozenset(
    f"{start}{verb}{end}"
    for verb in _COMMANDS.split()
    for start in (("", "و", "ف") if len(verb) > 2 else ("",))
    for end in ("", "ي", "وا")
)
"""Verbs that make an opening a command, said to one or to many, with *and* or *so* written on to them.

Two letters with *and* before them are other words (وضع, فخذ). *Bring near* and *offer* are left out: they are written
like *near* and *foot*.
"""

_LEADS = """
الآن والآن ثم أولا أولًا أخيرا أخيرًا أيضا أيضًا برفق بلطف ببطء بهدوء فقط هيا رجاء رجاءً من فضلك لو سمحت مرة أخرى
جديد بعدها
"""

LEADS = frozenset(_LEADS.split())
"""Words before a command that leave it one."""

NOT_A_COMMAND = re.compile(
    r"^(?:(?:ال)?(?:توقف|تنفس|تحرك|تمدد|تخيل|تصور|تذكر|تأمل|تمايل|تذوق)\s+"
    r"(?:تام|البطن|الحركة|سهل|بطيء|صغير|قصير|أطول|أبطأ|لطيف|خفيف|هادئ|واحد|في|مع|هو|أو)(?!\w)"
    r"|(?:توقف|وقفة|التوقف)(?: تام)?: |ضم\s+ال)"
)
"""Openings that only look like a command: the noun of many verbs is written like their command."""

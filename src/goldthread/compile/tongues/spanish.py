"""Spanish."""

from goldthread.compile.tongues.tongue import Tongue

SPANISH = Tongue(
    code="es",
    phrases={
        ".": "al menos|por lo menos|no menos de|menos de|más o menos|todo el|toda la|todo lo|sobre todo|ante todo|del todo|al final|al principio|a la vez|por ejemplo|de todos modos|en todo caso|primera persona|segunda persona|"
        "tercera persona|por último|en primer lugar|a menos que|en general|por escrito|por favor|en todo momento|en cualquier caso|al final de",
        "v": "cada|cada uno de los|cada una de las|cada uno de|todos los|todas las|todo|toda|cualquier",
        "V": "por|por cada|para cada",
        "A": "cada uno|cada una|en todos|en todas|todas|todos|en todas partes|en cada uno|en cada una",
        "g": "ningún|ninguna|ninguno",
        "l": "último|última|últimos|últimas|final|finales",
        "P": "antepenúltimo|antepenúltima|penúltimo|penúltima",
        "C": "central|centrales|del medio|de en medio|intermedio|intermedia",
        "M": "lo más alto|arriba del todo",
        "H": "mitad|tercio",
        "G": "el resto|resto|demás|restantes|todos los demás|todas las demás|los demás|las demás|otros|otras",
        "O": "impar|impares|de número impar|con número impar",
        "E": "par|pares|de número par|con número par",
        "z": "sí y otra no|sí y otro no|sí, otra no|alterno|alterna|alternos|alternas",
        "r": "hasta|hasta el|hasta la|hasta los",
        "b": "a|al|a la|a el",
        "B": "entre",
        "s": "empezando|comenzando|por primera vez|la primera vez|iniciando|arrancando|a contar desde|a partir de|a partir del|a partir de la|empezando por|empezando por el|empezando por la|empezando en|empezando en la|empezando en el|empezando con|empezando desde|"
        "comenzando por|comenzando en|comenzando con|comenzando por la|comenzando por el|comenzando en la|comenzando en el|por primera vez en|por primera vez en la|"
        "por primera vez en el|la primera vez en|la primera vez en la|la primera vez en el|desde|desde el|desde la|la primera en|la primera en la",
        "S": "en adelante|y siguientes|inclusive",
        "k": "de cada",
        "x": "excepto|excepto en|excepto el|excepto la|salvo|salvo en|salvo el|salvo la|menos|menos en|menos el|menos la|a excepción de|a excepción del|con excepción de|"
        "con excepción del|con la excepción del|con la excepción de|exceptuando|quitando|pero no en|pero no|pero no el|pero no la|aparte de|aparte del",
        "t": "antes de|antes del|antes de la",
        "T": "después de|después del|después de la|tras|tras el|tras la|pasado",
        "i": "es decir|o sea|esto es|a saber|concretamente",
        "p": "en|el|la|los|las|lo|durante|para|número|núm|nº|n.º|no|sobre|este|esta",
        "R": "de|del|de la|de los|de las|desde",
        "a": "y|e|o|u|así como|y también",
    },
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    weekdays=("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"),
    units={
        "chapter": r"cap|caps", "week": r"sems?", "module": r"módulos?|mód|mods?", "episode": r"eps?|epis", "unit": r"uds?|unids?", "exercise": r"ejercicios?|ejs?", "question": r"pregs?|faqs?", "section": r"secc?|preguntas?", "article": r"art", "story": r"leyendas?|fábulas?|narraciones", "release": r"boletines|boletín|ediciones|edición|números?|versi(?:ón|ones)",
        "menu": r"platos?|comidas?", "stage": r"tramos?|paradas?|estaciones|estación", "quarter": r"trimestres?", "volume": r"tomos?|volúmenes|volumen", "act": r"actos?",
        "part": r"bloques?", "room": r"salas?", "phase": r"fases?", "sprint": r"sprints?", "paragraph": r"párrafos?", "lesson": r"temas?",
        "meeting": r"reuniones|reunión|encuentros?|talleres|taller", "lecture": r"charlas?|conferencias?", "session": r"sesión|sesiones",
    },
    verbs=r"es|son|está|están|ha|han|será|serán|debe|deben|puede|contiene|contienen|habla|hablan|trata|tratan|presenta|presentan|explica|describe|cuenta|empieza|termina|acaba|"
    r"se|no|hay|incluye|incluyen|aborda|menciona|muestra|lleva|llevan|tiene|tienen|aparece|aparecen|introduce|ocurre|ocurren|sucede|va|van|viene|da|hace|cierra|abre|"
    r"resume|propone|dedica|sale|llega|él|ella|nos|le|les|yo|repasa|enseña|recuerda|sirve",
)  # fmt: skip

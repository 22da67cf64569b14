/** What commands of text stand for. A word of a command ends at the first character that is no letter. */
export const TEXT_SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ss: 'ß',
    SS: 'ẞ',
    o: 'ø',
    O: 'Ø',
    l: 'ł',
    L: 'Ł',
    ae: 'æ',
    AE: 'Æ',
    oe: 'œ',
    OE: 'Œ',
    aa: 'å',
    AA: 'Å',
    i: 'ı',
    j: 'ȷ',
    dj: 'đ',
    DJ: 'Đ',
    S: '§',
    dag: '†',
    ddag: '‡',
    copyright: '©',
    pounds: '£',
    euro: '€',
    ldots: '…',
    dots: '…',
    cdots: '⋯',
    textellipsis: '…',
    textendash: '–',
    textemdash: '—',
    textquoteleft: '‘',
    textquoteright: '’',
    textquotedblleft: '“',
    textquotedblright: '”',
    textquotesingle: "'",
    textquotedbl: '"',
    lq: '‘',
    rq: '’',
    guillemotleft: '«',
    guillemotright: '»',
    guillemetleft: '«',
    guillemetright: '»',
    textbackslash: '\\',
    textasciitilde: '~',
    textasciicircum: '^',
    textunderscore: '_',
    textless: '<',
    textgreater: '>',
    textbar: '|',
    textdollar: '$',
    textpercent: '%',
    textbraceleft: '{',
    textbraceright: '}',
    lbrack: '[',
    rbrack: ']',
    textdegree: '°',
    degree: '°',
    degrees: '°',
    deg: '°',
    textcelsius: '℃',
    textmu: 'µ',
    textmicro: 'µ',
    textohm: 'Ω',
    textpm: '±',
    texttimes: '×',
    textcent: '¢',
    texteuro: '€',
    textsterling: '£',
    textyen: '¥',
    textsection: '§',
    textbullet: '•',
    textperiodcentered: '·',
    textregistered: '®',
    texttrademark: '™',
    textcopyright: '©',
    textonehalf: '½',
    textonequarter: '¼',
    textrightarrow: '→',
    textleftarrow: '←',
    textasciimacron: '¯',
    textordfeminine: 'ª',
    textordmasculine: 'º',
    textexclamdown: '¡',
    textquestiondown: '¿',
    checkmark: '✓',
    cmark: '✓',
    slash: '/',
    TeX: 'TeX',
    LaTeX: 'LaTeX',
    LaTeXe: 'LaTeX2e',
    BibTeX: 'BibTeX',
    item: '•',
    // Not TeX's, but in every style file of the field, and always with this meaning.
    eg: 'e.g.',
    Eg: 'E.g.',
    ie: 'i.e.',
    Ie: 'I.e.',
    HI: 'H I',
    HII: 'H II',
    etal: 'et al.',
    etc: 'etc.',
    wrt: 'w.r.t.',
    aka: 'a.k.a.',
    vs: 'vs.',
    iid: 'i.i.d.',
  }),
)

/** Commands that set the text in their braces: the text stays. */
export const STYLED: ReadonlySet<string> = new Set(
  (
    'emph textbf textit texttt textsc textsf textrm textnormal textmd textup textsl textlf text underline uline uwave ' +
    'underbar mbox hbox fbox framebox ensuremath enquote title centerline hl ul sout protect section subsection ' +
    'paragraph keywords tt it bf em sc rm sf sl ac acs uppercase lowercase MakeUppercase MakeLowercase num rev revise revised added'
  ).split(' '),
)

/** Declarations, and commands that make a space or nothing: they go, with the space that ends them. */
export const SILENT: ReadonlySet<string> = new Set(
  (
    'em bf it tt sc rm sf sl bfseries mdseries itshape slshape scshape upshape ttfamily rmfamily sffamily normalfont ' +
    'tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge boldmath unboldmath noindent indent ' +
    'relax protect xspace bgroup egroup begingroup endgroup raggedright ignorespaces displaystyle textstyle nobreak ' +
    'allowbreak sloppy centering maketitle selectfont par newline linebreak smallskip medskip bigskip hfill hfil vfill ' +
    'quad qquad enspace thinspace leavevmode unskip'
  ).split(' '),
)
/** Those of them that part words. */
export const PARTING: ReadonlySet<string> = new Set(
  'par newline linebreak smallskip medskip bigskip hfill hfil vfill quad qquad enspace'.split(' '),
)
/** Commands whose one argument says nothing to a reader. */
export const DROPPED: ReadonlySet<string> = new Set(
  'label vspace hspace color pagestyle thispagestyle cellcolor rowcolor index vphantom hphantom'.split(' '),
)
/** Commands whose argument names other works or places: it stands in brackets, as a reader of the source sees it. */
export const CITING: ReadonlySet<string> = new Set(
  (
    'cite citep citet citealp citealt citeauthor citeyear citeyearpar parencite textcite autocite footcite citenum ' +
    'Citet Citep ref eqref autoref cref Cref pageref nameref'
  ).split(' '),
)

import type { DigestLanguage } from '../domain/language-server.ts'

/** What it takes to check a text in a language. Words stand in lower case. */
export type Tongue = {
  /** As a model is told it. */
  name: string
  /** The sign between whole numbers and their fractions. */
  decimal: '.' | ','
  /** Words that nearly every text of the language has, and few others have; empty where its script tells it. */
  common: ReadonlySet<string>
  /** Words of numbers, from two: a text that says "three" makes a claim as one that says "3". */
  numbers: ReadonlyMap<string, number>
  /** Words that multiply the number before them. */
  scales: ReadonlyMap<string, number>
  /** What may follow the word of a number within one word: "drei" + "fach". */
  endings?: RegExp
  /** Further words that are numbers; each is held against the same word alone. */
  others?: RegExp
  /** What stands for hundredths after a number: a sign, a word or two. */
  percent: ReadonlySet<string>
}

const VALUES = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 100]

/** `counted` are the words of `VALUES`, with bars between spellings; `more` further ones. */
function toTongue(
  name: string,
  decimal: '.' | ',',
  words: { common: string; counted: string; scales: string; percent: string; more?: Record<string, number> },
  { endings, others }: Pick<Tongue, 'endings' | 'others'> = {},
): Tongue {
  const counted = words.counted.split(' ').flatMap((spellings, place) => toPairs(spellings, VALUES[place] ?? 0))
  const [thousand = '', million = '', billion = ''] = words.scales.split(' ')
  return {
    ...{ name, decimal, percent: new Set(words.percent.split('|')), common: new Set(words.common.split(' ')) },
    numbers: new Map([...counted, ...Object.entries(words.more ?? {})]),
    scales: new Map([...toPairs(thousand, 1e3), ...toPairs(million, 1e6), ...toPairs(billion, 1e9)]),
    ...(endings && { endings }),
    ...(others && { others }),
  }
}

function toPairs(spellings: string, value: number): [string, number][] {
  return spellings.split('|').map((spelling) => [spelling, value])
}

const NO_WORDS = { common: '', counted: '', scales: '', percent: '%' }

/** Every language in which a model may write. */
export const TONGUES: Readonly<Record<DigestLanguage, Tongue>> = {
  en: toTongue(
    'English',
    '.',
    {
      common: 'the of and to in that with for is are by on from as it this we an be which can their than at or',
      counted:
        'two|twice|double|doubles|doubled|twofold|pair three|thrice|triple|triples|tripled four|fourfold five six seven eight nine ten eleven twelve|dozen hundred|hundreds',
      scales: 'thousand|thousands million|millions billion|billions',
      percent: '%|percent|per cent',
      more: { half: 0.5, halves: 0.5, halved: 0.5, quarter: 0.25, third: 1 / 3, twenty: 20, thirty: 30, fifty: 50 },
    },
    {
      endings: /^(fold|way|stage|step)\w*$/,
      others: /^((thir|four|fif|six|seven|eigh|nine)teen|forty|sixty|seventy|eighty|ninety)$/,
    },
  ),
  de: toTongue(
    'German',
    ',',
    {
      common:
        'der die das und in den von zu mit sich auf für ist im dem nicht ein eine als auch es an werden aus einer wird durch bei oder',
      counted:
        'zwei|doppelt|doppelte|verdoppelt|verdoppeln drei|dritte vier fünf sechs sieben acht neun zehn elf zwölf|dutzend hundert|hunderte',
      scales: 'tausend|tausende million|millionen milliarde|milliarden',
      percent: '%|prozent',
      more: {
        halb: 0.5,
        halbe: 0.5,
        hälfte: 0.5,
        halbiert: 0.5,
        drittel: 1 / 3,
        viertel: 0.25,
        zwanzig: 20,
        dreißig: 30,
        fünfzig: 50,
      },
    },
    {
      endings: /^(mal|fach|stufig|dimensional|teilig|schichtig|schrittig)\p{L}*$/u,
      others:
        /^((drei|vier|fünf|sech|sieb|acht|neun)zehn|(\p{L}+und)?(zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig))$/u,
    },
  ),
  fr: toTongue(
    'French',
    ',',
    {
      common: 'le la les de des et en un une du dans que qui pour par sur est au aux avec ce cette plus sont ou',
      counted:
        'deux|double|doubler|doublant trois|triple|tripler quatre cinq six sept huit neuf dix onze douze|douzaine cent|cents|centaines',
      scales: 'mille|milliers million|millions milliard|milliards',
      percent: '%|pourcent|pour cent',
      more: { moitié: 0.5, demi: 0.5, quart: 0.25, tiers: 1 / 3, vingt: 20, trente: 30, cinquante: 50 },
    },
    { others: /^(treize|quatorze|quinze|seize|quarante|soixante|septante|huitante|nonante)$/ },
  ),
  es: toTongue(
    'Spanish',
    ',',
    {
      common: 'el la los las de que y en un una del para con por se es al como más su lo este esta son o',
      counted:
        'dos|doble|duplica|duplicar tres|triple|triplica cuatro cinco seis siete ocho nueve diez once doce|docena cien|ciento|cientos',
      scales: 'mil|miles millón|millones billón|billones',
      percent: '%|por ciento',
      more: { mitad: 0.5, medio: 0.5, cuarto: 0.25, tercio: 1 / 3, veinte: 20, treinta: 30, cincuenta: 50 },
    },
    {
      others:
        /^(trece|catorce|quince|dieci\p{L}+|veinti\p{L}+|cuarenta|sesenta|setenta|ochenta|noventa|\p{L}*[cñ]ientos)$/u,
    },
  ),
  it: toTongue(
    'Italian',
    ',',
    {
      common: 'il lo la gli le di che e in un una del della dei per con si è al come più dal nel sono o',
      counted:
        'due|doppio|raddoppia tre|triplo|triplica quattro cinque sei sette otto nove dieci undici dodici|dozzina cento|centinaia',
      scales: 'mille|mila|migliaia milione|milioni miliardo|miliardi',
      percent: '%|percento|per cento',
      more: { metà: 0.5, mezzo: 0.5, quarto: 0.25, terzo: 1 / 3, venti: 20, trenta: 30, cinquanta: 50 },
    },
    {
      others:
        /^((tre|quattor|quin|se)dici|dici(assette|otto|annove)|\p{L}+anta\p{L}*|vent(i|uno|otto)\p{L}*|\p{L}+(cento|mila))$/u,
    },
  ),
  pt: toTongue(
    'Portuguese',
    ',',
    {
      common: 'o a os as de que e em um uma do da dos das para com por se é ao como mais no na são ou',
      counted:
        'dois|duas|dobro|duplica três|triplo|triplica quatro cinco seis sete oito nove dez onze doze|dúzia cem|cento|centenas',
      scales: 'mil|milhares milhão|milhões bilhão|bilhões',
      percent: '%|porcento|por cento',
      more: { metade: 0.5, meio: 0.5, quarto: 0.25, terço: 1 / 3, vinte: 20, trinta: 30, cinquenta: 50 },
    },
    {
      others:
        /^(treze|catorze|quatorze|quinze|dez(esseis|essete|oito|enove)|(quar|sess|set|oit|nov)enta|\p{L}+cent[oa]s)$/u,
    },
  ),
  nl: toTongue(
    'Dutch',
    ',',
    {
      common: 'de het een van en in dat te die met voor is op zijn aan niet ook door als er uit bij wordt naar deze of',
      counted: 'twee|dubbel|verdubbelt drie vier vijf zes zeven acht negen tien elf twaalf|dozijn honderd|honderden',
      scales: 'duizend|duizenden miljoen|miljoenen miljard|miljarden',
      percent: '%|procent',
      more: { half: 0.5, helft: 0.5, kwart: 0.25, derde: 1 / 3, twintig: 20, dertig: 30, vijftig: 50 },
    },
    {
      endings: /^(maal|keer|voudig|voud|traps|dimensionaal|dimensionale)\p{L}*$/u,
      others:
        /^((der|veer|vijf|zes|zeven|ach|negen)t+ien|(\p{L}+[eë]n)?(twin|der|veer|vijf|zes|zeven|tach|negen)tig)$/u,
    },
  ),
  sv: toTongue(
    'Swedish',
    ',',
    {
      common: 'och i att det som en på är av för med till den har de inte om ett kan från vid genom eller också',
      counted:
        'två|dubbelt|dubbla|fördubblar tre|tredubbelt fyra fem sex sju åtta nio tio elva tolv|dussin hundra|hundratals',
      scales: 'tusen|tusentals miljon|miljoner miljard|miljarder',
      percent: '%|procent',
      more: { hälften: 0.5, halva: 0.5, fjärdedel: 0.25, tredjedel: 1 / 3, tjugo: 20, trettio: 30, femtio: 50 },
    },
    {
      endings: /^(faldig|dimensionell|stegs|faldigt)\p{L}*$/u,
      others: /^((tret|fjor|fem|sex|sjut|ar|nit)ton|(tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)\p{L}*)$/u,
    },
  ),
  da: toTongue(
    'Danish',
    ',',
    {
      common: 'og i at det som en på er af for med til den har de ikke om et kan fra ved gennem eller også',
      counted: 'to|dobbelt|fordobler tre|tredobbelt fire fem seks syv otte ni ti elleve tolv|dusin hundrede|hundreder',
      scales: 'tusind|tusinder million|millioner milliard|milliarder',
      percent: '%|procent',
      more: { halvdelen: 0.5, halve: 0.5, fjerdedel: 0.25, tredjedel: 1 / 3, tyve: 20, tredive: 30, halvtreds: 50 },
    },
    {
      endings: /^(fold|dimensionel|trins)\p{L}*$/u,
      others:
        /^((tret|fjor|fem|seks|syt|at|nit)ten|\p{L}*(tyve|tredive|fyrre|halvtreds|tres|halvfjerds|firs|halvfems))$/u,
    },
  ),
  nb: toTongue(
    'Norwegian Bokmål',
    ',',
    {
      common: 'og i at det som en på er av for med til den har de ikke om et kan fra ved gjennom eller også',
      counted:
        'to|dobbelt|doble|dobler tre|tredobbelt fire fem seks sju|syv åtte ni ti elleve tolv|dusin hundre|hundrevis',
      scales: 'tusen|tusenvis million|millioner milliard|milliarder',
      percent: '%|prosent',
      more: { halvparten: 0.5, halve: 0.5, fjerdedel: 0.25, tredjedel: 1 / 3, tjue: 20, tretti: 30, femti: 50 },
    },
    {
      endings: /^(ganger|dimensjonal|trinns|doblet)\p{L}*$/u,
      others: /^((tret|fjor|fem|seks|syt|at|nit)ten|(tjue|tretti|førti|femti|seksti|sytti|åtti|nitti)\p{L}*)$/u,
    },
  ),
  zh: toTongue('Chinese, in simplified characters', '.', NO_WORDS),
  ja: toTongue('Japanese', '.', NO_WORDS),
}

import { toTerm } from './analyzer.ts'

// Written by hand: verbs, adjectives and adverbs that papers of any field use to say how, how much and how well.
const GENERAL_WORDS = `
  able accept accordingly account accurate achieve across actual adapt add address adopt advance affect afford aid aim
  allow almost alone already alternative although always among ample analyse analyze another answer apparent appear
  applicable apply appropriate approximate argue arise around article aspect assess assist assume attain attempt author
  available aware balance base basic become begin behind benefit best better beyond both bring broad build built call
  came capable capture care carry case categorise categorize cause center centric certain challenge change characterise
  characterize choice choose chosen claim classic clear close code collect combine come common compare competitive
  complete complex comprehensive comprise compute concern concise conclude conduct consider consist consistent construct
  contain contrast contribute conventional correct correspond cost cover create critical crucial current deal decade
  decide decrease deep define deliver demand demonstrate denote depend derive describe design desire despite detail
  determine develop devise differ difficult diminish direct discover discuss display distinct diverse done drawn drive
  due each early ease easy effect efficient effort either elegant eliminate emerge emphasise emphasize employ enable
  encounter encourage end enhance enjoy enough ensure entire equip especially essential establish estimate evaluate even
  eventually every evidence examine example exceed excellent except exhibit exist expect expensive experiment explain
  explicit explore expose extend extensive extract face facilitate fact fail fall far favor favour feature few field
  final find first fix flexible focus follow form former formulate foster found four full fully fundamental further
  furthermore future gain gap gave general generate get give given go goal good grasp great ground grow guarantee guide
  hand happen harness help hence hereby high highlight hold holistic however hundred ideal identify illustrate impact
  implement imply important impose improve include incorporate increase indeed independent indicate individual induce
  inefficient infer influence inform inherent initial innovate insight inspire instance instead intend interest
  intricate intrinsic introduce investigate involve issue join just keep kept key kind know known lack large last late
  latest latter lay lead learn least leave led left less let leverage lie like likely limit line list literature little
  local long look low made main mainly maintain major make manage manner many match matter maximal mean meaningful
  measure mechanism meet mention method million minimal mitigate modern modify more moreover most motivate move much
  multiple namely native natural navigate near necessary need never nevertheless new next nine non none normal notable
  note novel now number numerous observe obtain occur offer often one ongoing only open operate opportunity optimal
  order original other otherwise out outcome outline outperform over overall overcome overlook own paper part particular
  past pave people perform perhaps permit persist pivotal place play point popular pose possess possible potential power
  practical practice precise predominant prefer preliminary prepare present preserve prevalent prevent previous primary
  prior problem procedure proceed produce professional prominent promise promote proper property propose prospect prove
  provide public publish purpose pursue put quality quantify question quite raise range rapid rare rather reach readily
  real realise realize really reason recall receive recent recognise recognize recover reduce refer reference refine
  regard related relative relevant reliable rely remain remarkable remove render replace report represent require
  research resolve respect respective rest result retain return reveal review rich rigorous rise robust role roughly run
  same satisfy say scheme scope second section see seek seem seen select sensible separate serve set setting seven
  several severe shape share shed shift short show shown side significant similar simple simultaneous since single
  situation six size small solely solve some sophisticated special specific spite stage stand standard start state step
  still straightforward strategy strength strengthen strict strong struggle study subject substantial succeed success
  such suffer sufficient suggest suit suitable summarise summarize superior support surpass surprise tackle tailor take
  taken target task technique tell tend term test thereby therefore thing think third thorough thousand three through
  together total toward traditional treat treatment truly try turn two type typical ultimate under underlie underscore
  understand undertake unexplored unfortunate unify unique unlike unlock unprecedented unseen until update use useful
  usual utilise utilize valid valuable value variety various vary vast verify versatile very via viable view vital want
  way weak well went whereas whereby whether whole wide widespread within without work world worse worth write written
  yet yield zero
`

/**
 * Whether a term says how a text speaks and not what it is about: "made", "remarkable", "thereby". Good for explaining,
 * not for ranking: in some field many of these words are what is studied.
 *
 * @param term after analysis
 */
export function isGeneralTerm(term: string): boolean {
  return GENERAL_TERMS.has(term)
}

/** As given, and in the forms whose stems are others. */
const GENERAL_TERMS: ReadonlySet<string> = new Set(
  GENERAL_WORDS.trim()
    .split(/\s+/)
    .flatMap((word) => [word, `${word}ly`, `${word}ing`].map(toTerm)),
)

import { coinMethodName, TECHNICAL_WORD_COUNT, toProperName, toTechnicalWord } from './coin-names.ts'
import { parsePhrases, type Phrase, toNamePhrase, toPhrase, toWordPhrase } from './phrase.ts'
import { mixNumbers, type SeededRandom } from './random.ts'
import { FOCUS_SLOTS, type FocusSlot, type Slot } from './pattern.ts'
import type { Topic } from './topic.ts'
import { ADJECTIVES, ADVERBS, EXACT, FITTING, GERUNDS, NOUNS, STATES } from './words/general-words.ts'
import { ZipfList } from './zipf-list.ts'

const GENERAL_EXPONENT = 0.85
const lists = {
  adj: new ZipfList(parsePhrases(ADJECTIVES), GENERAL_EXPONENT, 3),
  fit: new ZipfList(parsePhrases(FITTING), GENERAL_EXPONENT, 2),
  state: new ZipfList(parsePhrases(STATES), GENERAL_EXPONENT, 3),
  exact: new ZipfList(parsePhrases(EXACT), GENERAL_EXPONENT, 3),
  noun: new ZipfList(parsePhrases(NOUNS), GENERAL_EXPONENT, 3),
  adv: new ZipfList(parsePhrases(ADVERBS), GENERAL_EXPONENT, 2),
  ing: new ZipfList(parsePhrases(GERUNDS), GENERAL_EXPONENT, 2),
}
const UNITS = 'keV|GHz|K|nm|mm|ms|km|T|GPa|TeV|arcsec|pc'.split('|')
const SYMBOLS = ['X', 'M', '\\mathcal{F}', '\\Gamma', 'G_n', '\\mathfrak{g}', 'u_\\varepsilon', 'S^3'].map(toNamePhrase)
const COUNT_WORDS = 'two|three|four|five|six|seven|eight|nine'.split('|').map(toPhrase)

const KEYWORD_PLACES = (['O1', 'M1', 'T1', 'P1', 'O2'] as const).map((slot) => FOCUS_SLOTS.indexOf(slot))
const OTHERS_PLACE = FOCUS_SLOTS.indexOf('O2')
const TASK_PLACE = FOCUS_SLOTS.indexOf('T1')
const DATA_SETS_A_TOPIC = 300
const LOG_TECHNICAL_WORDS = Math.log(TECHNICAL_WORD_COUNT)
const EPONYMS = 80_000

/**
 * What one paper is about: its objects, methods, task, property and adjectives, which come again and again in it, and
 * the words for every slot. One instance serves all papers, one after the other.
 */
export class Subject {
  /** How the paper calls its own method; absent in most. */
  name: Phrase | undefined
  /** What each of `FOCUS_SLOTS` stands for in this paper, in their order. */
  readonly focus: Phrase[] = []
  #random: SeededRandom
  #topic!: Topic
  #second!: Topic
  readonly #technical = new Array<Phrase | undefined>(TECHNICAL_WORD_COUNT)
  readonly #dataSets: (Phrase | undefined)[] = []
  #lastGeneral = COUNT_WORDS[0]!
  #lastPercent = 0
  #lastInteger = 2

  constructor(random: SeededRandom) {
    this.#random = random
  }

  /** Draws what the next paper is about. `second` is the topic that it borrows from: often the same. */
  choose(topic: Topic, second: Topic, named: boolean): void {
    this.#topic = topic
    this.#second = second
    const random = this.#random
    this.name = named ? this.#coinName() : undefined
    const O1 = topic.objects.draw(random)
    const O2 = second.objects.drawOther(random, O1)
    const M1 = topic.methods.draw(random)
    const M2 = second.methods.drawOther(random, M1)
    const T1 = topic.tasks.draw(random)
    const P1 = topic.properties.draw(random)
    const P2 = topic.properties.drawOther(random, P1)
    const A1 = this.#drawAdjective(random.below(2) === 0 ? topic : second, [O1, M1, T1, P1])
    const A2 = this.#drawAdjective(second, [O1, O2, M1, A1])
    const [D, D2] = [this.#nameDataSet(topic), this.#nameDataSet(second)]
    this.#setFocus([O1, O2, M1, M2, T1, P1, P2, A1, A2, D, D2, this.name ?? M1])
  }

  /** The objects, methods, task and property of the paper, in plain form: its keywords. */
  listKeywords(): string[] {
    return KEYWORD_PLACES.map((place) => this.focus[place]!.plain)
  }

  /** Words for a slot that is none of the focus: drawn anew each time. */
  fill(slot: Exclude<Slot, FocusSlot>): Phrase {
    const random = this.#random
    switch (slot) {
      case 'o':
        return this.#second.objects.drawOther(random, this.focus[OTHERS_PLACE]!)
      case 't':
        return this.#second.tasks.drawOther(random, this.focus[TASK_PLACE]!)
      case 'a':
        return this.#second.adjectives.draw(random)
      case 'sym':
        return SYMBOLS[random.below(SYMBOLS.length)]!
      case 'E':
      case 'E1':
        return this.#nameEponym(slot === 'E' ? '-' : ' and ')
      case 'catalog':
        return this.#nameCatalogued()
      case 'tech':
        return this.#drawTechnical()
      case 'adj':
        return random.below(4) === 0 ? this.#drawTechnical() : this.#drawGeneral('adj')
      case 'fit':
      case 'state':
      case 'exact':
      case 'noun':
      case 'adv':
      case 'ing':
        return this.#drawGeneral(slot)
      case 'unit':
        return toNamePhrase(UNITS[random.below(UNITS.length)]!)
      case 'few':
        return COUNT_WORDS[random.below(COUNT_WORDS.length)]!
      case 'int':
      case 'int2':
      case 'big':
      case 'pct':
      case 'pct2':
      case 'fac':
        return toNamePhrase(this.#drawNumber(slot))
    }
  }

  /** Two neighbours are never the same. */
  #drawGeneral(slot: keyof typeof lists): Phrase {
    return (this.#lastGeneral = lists[slot].drawOther(this.#random, this.#lastGeneral))
  }

  #setFocus(phrases: readonly Phrase[]): void {
    for (let place = 0; place < phrases.length; place++) this.focus[place] = phrases[place]!
  }

  #drawNumber(slot: 'int' | 'int2' | 'big' | 'pct' | 'pct2' | 'fac'): string {
    const random = this.#random
    switch (slot) {
      case 'int':
        return String((this.#lastInteger = 2 + Math.floor(62 * random.ratio() ** 3)))
      case 'int2':
        return String(this.#lastInteger + 1)
      case 'big':
        return toGrouped(Math.floor(10 ** (2.3 + 3.6 * random.ratio())))
      case 'pct':
        this.#lastPercent = 8 + random.below(420)
        return toTenths(this.#lastPercent)
      case 'pct2':
        return toTenths(this.#lastPercent + 6 + random.below(200))
      case 'fac':
        return toTenths(11 + random.below(90))
    }
  }

  #drawAdjective(topic: Topic, beside: readonly Phrase[]): Phrase {
    const { adjectives } = topic
    let drawn = adjectives.draw(this.#random)
    // Not "molecular small molecules": the first one that no neighbour has the stem of.
    for (let place = 0; beside.some((phrase) => repeats(drawn, phrase)) && place < adjectives.members.length; place++) {
      drawn = adjectives.members[place]!
    }
    return drawn
  }

  #coinName(): Phrase {
    const name = coinMethodName(this.#random)
    return toNamePhrase(this.#random.below(40) === 0 ? `\\textsc{${name}}` : name)
  }

  #nameDataSet(topic: Topic): Phrase {
    const ratio = this.#random.ratio()
    const rank = Math.floor(DATA_SETS_A_TOPIC * ratio * ratio * ratio)
    const number = topic.index * DATA_SETS_A_TOPIC + rank
    return (this.#dataSets[number] ??= composeDataSet(topic, rank))
  }

  #nameEponym(joint: string): Phrase {
    const random = this.#random
    const first = toProperName(Math.floor(EPONYMS * random.ratio() ** 4))
    // TeX accents, as authors write them.
    const accented = random.below(25) === 0 ? first.replace(/[ou]/, '\\"$&') : first
    if (random.below(3) > 0) return toNamePhrase(accented)
    return toNamePhrase(accented + joint + toProperName(Math.floor(EPONYMS * random.ratio() ** 4)))
  }

  #nameCatalogued(): Phrase {
    const random = this.#random
    const letters = toProperName(mixNumbers(this.#topic.index, random.below(12)))
      .slice(0, 3)
      .toUpperCase()
    const number = 1000 + random.below(9000)
    return toNamePhrase(
      random.below(2) === 0 ? `${letters} ${number}` : `${letters} J${number}+${1000 + random.below(8000)}`,
    )
  }

  /** Technical adjectives by Zipf's law; each topic has its own order of them, besides one that all share. */
  #drawTechnical(): Phrase {
    const random = this.#random
    const rank = Math.floor(Math.exp(LOG_TECHNICAL_WORDS * random.ratio()))
    const order = random.below(3) > 0 ? 0 : 1 + this.#topic.index
    const number = mixNumbers(rank, order) % TECHNICAL_WORD_COUNT
    return (this.#technical[number] ??= toWordPhrase(toTechnicalWord(number)))
  }
}

/** A made-up data set of a topic, always the same for a rank. */
function composeDataSet(topic: Topic, rank: number): Phrase {
  const proper = toProperName(mixNumbers(topic.index, rank))
  const name = rank % 4 === 0 ? `${proper}-${1 + (rank % 60)}k` : proper
  const kind = topic.kinds.members[rank % topic.kinds.members.length]!
  return toPhrase(`the ${name} ${kind.plain}`)
}

/** Whether an adjective would say again what the phrase says. */
function repeats(adjective: Phrase, phrase: Phrase): boolean {
  return phrase.plain.includes(adjective.stem)
}

function toTenths(tenths: number): string {
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

function toGrouped(number: number): string {
  if (number < 1000) return String(number)
  return `${Math.floor(number / 1000)},${String(number % 1000).padStart(3, '0')}`
}

/** How the names of one part of the world are put together; lists are parted by "|". */
export type NameStyle = {
  /** How often, against the other styles. */
  weight: number
  /** A given name is one of each; a family name too. */
  given: readonly [starts: string, ends: string]
  family: readonly [starts: string, ends: string]
  /** Stands between given and family name; family first where `familyFirst`. */
  gap: string
  familyFirst?: boolean
}

/** Made-up people from many places: beginnings and endings that suit one another. */
export const NAME_STYLES: readonly NameStyle[] = [
  {
    weight: 26,
    given: ['Al|Bren|Cal|Dor|El|Gar|Har|Jor|Kat|Lau|Mar|Nor|Ro|Ste|Vi|Wil', 'a|en|ian|ice|in|a|la|lan|lyn|na|ra|ric|y'],
    family: [
      'Ash|Bar|Cald|Dun|Ell|Fair|Gran|Hol|Kirk|Lang|Mer|Nor|Pen|Rad|Stan|Thorn|Wex|Yar',
      'by|combe|don|er|field|ford|ham|ley|man|more|ridge|son|ton|well|wick|worth',
    ],
    gap: ' ',
  },
  {
    weight: 30,
    given: [
      'Bao|Chen|Da|Fei|Guo|Hai|Jia|Kai|Lin|Mei|Ning|Qi|Rui|Shu|Tian|Wei|Xin|Yu|Zhi',
      '|ang|bin|hao|hua|jun|lan|ming|ping|qing|ting|xuan|yan|yi',
    ],
    family: ['B|Ch|D|F|G|H|J|L|M|P|Q|S|Sh|T|W|X|Y|Z|Zh', 'ai|an|ang|ao|en|eng|i|iang|iao|in|ing|ong|ou|u|uan'],
    gap: ' ',
  },
  {
    weight: 11,
    given: [
      'Aa|Ar|Bha|De|Ga|Ish|Ka|La|Ma|Na|Pra|Ra|San|Shi|Va|Vi',
      'ha|jay|kash|la|lini|nav|nesh|nita|ra|shan|sha|ti|v',
    ],
    family: [
      'Ag|Ban|Cha|Desh|Gha|Iy|Jo|Kha|Ku|Mal|Nai|Pa|Ra|Sri|Venka',
      'ar|dar|gar|han|hotra|lkar|mar|nath|pande|rajan|ran|shi|tel|yan',
    ],
    gap: ' ',
  },
  {
    weight: 9,
    given: ['Bo|Da|Ja|Ka|Lu|Mi|Ni|Pa|Sla|Sta|To|Vla|Zo', 'da|dan|ka|lena|leš|mir|na|ra|roslav|š|sko|vel|ša'],
    family: [
      'Bar|Čer|Dvo|Hor|Ja|Kov|Krá|Mal|Nov|Pet|Řez|Sto|Vor|Ze',
      'áček|ák|anović|enko|ić|ík|in|ko|ný|ov|ová|ski|ský|wicz',
    ],
    gap: ' ',
  },
  {
    weight: 8,
    given: ['An|Car|Die|Es|Fer|Gil|I|Jo|Lu|Ma|Ra|So|Te', 'ana|berto|cía|dro|fía|go|lia|nés|nio|rés|ría|sa|tián|vo'],
    family: [
      'Al|Bel|Car|Del|Fon|Gar|Ibá|Lar|Mon|Nú|Or|Que|Riv|Sal|Val',
      'ado|ano|aza|eda|ega|ello|enas|era|ez|ierres|ín|ñez|ona|úa',
    ],
    gap: ' ',
  },
  {
    weight: 6,
    given: [
      'As|Bir|Ei|Frey|Gun|Hå|Ing|Jør|Li|Må|Nj|Ol|Si|Tor|Åse',
      'a|dis|e|en|gard|gen|hild|ir|mund|na|nar|rid|ulf|var',
    ],
    family: [
      'Berg|Dahl|Ek|Fjeld|Grön|Hag|Holm|Kvist|Lind|Myr|Ny|Sjö|Sten|Ström|Øst',
      'a|ås|berg|dal|gaard|gren|heim|lund|mark|qvist|rud|sen|sson|vik',
    ],
    gap: ' ',
  },
  {
    weight: 6,
    given: ['A|Che|Chi|Da|E|Fo|I|Ka|Ko|Nna|O|Ta|Tho|U|Zo', 'bena|di|fe|ju|kwe|la|mari|ndi|ne|niso|pho|sha|tunde|wa'],
    family: [
      'Ade|Ba|Di|Eke|Ma|Mbe|Mwa|Nde|Nko|Obi|Oku|Ose|Tshi|Wan',
      'bayo|ga|gwu|kele|la|lo|ma|ndu|ngi|nna|sei|sola|wale|zi',
    ],
    gap: ' ',
  },
  {
    weight: 2,
    given: ['书|文|思|子|雨|明|佳|宇|欣|志|雅|浩', '远|轩|涵|琪|然|华|怡|航|宁|杰|||'],
    family: ['林|沈|郭|梁|宋|唐|许|邓|韩|冯|曹|彭|曾|萧|田|董', ''],
    gap: '',
    familyFirst: true,
  },
  {
    weight: 2,
    given: ['نا|سا|را|كا|ها|ما', 'در|مي|شد|مل|ني|جد|لم'],
    family: ['الح|الس|الن|الر|الم|الع|الف', 'داد|لمي|جار|شيدي|نصوري|مري|ارسي'],
    gap: ' ',
  },
]

/** What follows a made-up place or family in the name of an organisation, and whether it stands before it. */
export const ORGANIZATION_KINDS = `University of <>|<> University|<> Institute of Technology|<> Labs|<> Research|
  <> AI|Technical University of <>|<> Institute|<> Observatory|<> Academy of Sciences|<> Center for Computing|<> Systems`

/** Beginnings, middles and endings of the syllables of made-up names, and what may follow a method's name. */
export const SYLLABLE_STARTS = 'b|c|d|dr|f|g|h|j|k|l|m|n|p|r|s|st|t|tr|v|w|z|br|sh|th|b|d|k|l|m|n|r|s|t|v'
export const SYLLABLE_MIDDLES = 'a|e|i|o|u|a|e|o|i|a|ai|ia'
export const SYLLABLE_ENDS = '||||n|r|l|s|m|x|th|nd|rn|lk|ck|sk'
export const METHOD_ENDINGS =
  'Net|Former|Bench|Flow|LM|Diff|Agent|Graph|RL|Gen|VLA|Fusion|Kit|MoE|Former|Eval|Rank|Mix|Opt|3D'

/** Parts of titles in Chinese: what for, which kind, what. */
export const CHINESE_AIMS = '面向长文本的|基于图结构的|低资源条件下的|面向多模态数据的|融合先验知识的|高维空间中的'
export const CHINESE_KINDS = '自适应|可解释|轻量级|鲁棒|层次化|分布式'
export const CHINESE_TOPICS = '表示学习方法|推理框架|优化算法研究|检索模型|不确定性分析|生成模型'

/** Adjectives of any field, most frequent first. */
export const ADJECTIVES = `new|different|high|novel|large|general|strong|complex|simple|small|effective|low|efficient|
  robust|significant|additional|specific|standard|local|global|multiple|single|full|common|natural|key|joint|stable|
  fixed|dynamic|direct|flexible|limited|accurate|explicit|dense|independent|positive|weak|consistent|uniform|rich|
  reliable|scalable|structured|adaptive|continuous|discrete|finite|fast|typical|broad|systematic|practical|hidden|
  diverse|fine|smooth|universal|internal|external|partial|mixed|nontrivial|alternative|modular|balanced|coarse|noisy|
  rapid|intrinsic|subtle|coherent|isolated|principled|abrupt|generic|symmetric|lightweight|persistent|transparent|
  uneven|moderate|intermediate|bounded|layered|residual|redundant|spurious|elementary|gradual|marginal|brittle|
  pronounced|versatile|inexpensive|concise|irregular|delicate|homogeneous|fragmented|tractable|mature|ubiquitous|
  elusive|auxiliary|asymmetric|tunable|sluggish|counterintuitive|idealized|compact|unstable|opaque|latent|coupled|
  exhaustive|granular|skewed|aligned|invariant|nested|modest|shallow|steep|narrow|porous|transient|ambiguous`

/** Adjectives that a method may have, before it or after "is". */
export const FITTING = `novel|efficient|simple|new|robust|scalable|unified|lightweight|flexible|general|effective|
  principled|practical|modular|interpretable|reliable|adaptive|fast|accurate|hybrid|transparent|hierarchical|
  versatile|tractable|automatic|tunable|compact|inexpensive|reproducible|portable|extensible|economical|frugal`

/** Adjectives that things may have, before them or after "are". */
export const STATES = `noisy|sparse|complex|diverse|unstable|scarce|dense|correlated|heterogeneous|ambiguous|weak|
  unseen|large|incomplete|rare|irregular|brittle|unlabeled|coupled|imbalanced|dynamic|fragmented|redundant|isolated|
  stable|
  uncertain|asymmetric|mixed|crowded|abundant|stationary|biased|distorted|overlapping|transient|intermittent|uneven`

/** Adjectives of mathematical things and of what is said of them. */
export const EXACT = `finite|bounded|smooth|positive|stable|regular|trivial|rigid|symmetric|uniform|nontrivial|maximal|
  minimal|nonnegative|generic|computable|integral|convex|constant|sharp|invariant|reducible|discrete|continuous|
  homogeneous|
  nondegenerate|canonical|explicit|locally finite|well defined|asymptotically constant|quasi-periodic|coercive`

/** Nouns of any field, singular, for the place after an adjective; most frequent first. */
export const NOUNS = `structure|information|analysis|representation|distribution|framework|approach|process|interaction|
  supervision|function|dynamics|scale|knowledge|context|complexity|behavior|theory|design|noise|evaluation|uncertainty|
  geometry|mechanism|evolution|feedback|diversity|adaptation|symmetry|constraint|correlation|background|decomposition|
  hierarchy|memory|transition|regularization|sampling|variation|control|topology|interference|calibration|alignment|
  similarity|signal|response|threshold|composition|selection|boundary|coupling|asymmetry|filtering|granularity|bias|
  perturbation|aggregation|projection|segmentation|routing|inference|consistency|coverage|smoothing|embedding|drift|
  environment|population|resolution|ordering|clustering|balance|scheduling|symbolism|abstraction|allocation|relaxation|
  propagation|expansion|screening|modulation|depletion|saturation|overlap|rescaling|truncation|curvature|friction|
  redundancy|provenance|morphology|granulation|mediation|substitution|oscillation|fragmentation|hysteresis|lineage`

/** Adverbs that stand before an adjective or after a verb. */
export const ADVERBS = `significantly|highly|strongly|largely|relatively|weakly|sharply|remarkably|markedly|linearly|
  surprisingly|smoothly|moderately|slightly|consistently|notably|widely|steeply|unusually|systematically|gradually`

/** Verbs in "-ing" that take an object. */
export const GERUNDS = `using|learning|combining|modeling|reducing|exploiting|integrating|sampling|filtering|reusing|
  selecting|masking|reweighting|caching|pruning|perturbing|decoupling|reordering|interleaving|merging`

/** Beginnings, middles and endings of technical adjectives; any three make one ("hyper" + "lamin" + "ar"). */
export const TECHNICAL_PREFIXES = `multi|non|inter|micro|sub|quasi|hyper|pseudo|semi|super|intra|macro|nano|poly|hetero|
  homo|iso|para|meta|ortho|trans|ultra|infra|anti|auto|pre|post|tri|bi|proto|neo|omni|electro|thermo|photo|magneto|
  chemo|
  hydro|geo|bio|cryo|spectro|chrono|morpho|topo|stereo|dyna|phono|mechano|opto|piezo|radio|rheo|aero|litho|crypto`
export const TECHNICAL_STEMS = `spectr|tempor|lamin|graph|phas|metr|struct|mod|planar|mor|crystall|elast|cycl|fibr|radi|
  vect|sequ|lingu|semant|synapt|vascul|moment|rotat|gran|cell|neur|tox|therm|gen|log|cub|sphen|caten|plast|tact|volv|
  phon|chrom|dens|form|kin|later|nod|orb|pol|sect|ton|vert|vis|ward|zon|cardin|cort|dict|fus|lumin|magnet|nucle|oscul|
  petr|rect|sculpt|strat|tort|umbr|verg|caust|cand|ferr|flex|frag|fract|glyph|ment|merid|ordin|pend|quant|script`
export const TECHNICAL_SUFFIXES = `al|ic|ive|ar|oid|ary|otropic|ological|ogenic|olytic|ographic|odynamic|iform|ational|
  ometric|istic|ative|escent|ulous|atory`

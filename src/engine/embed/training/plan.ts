/** How a model is trained. Two trainings with equal plans over the same papers give the same model, bit for bit. */
export type TrainingPlan = {
  seed: number
  dimensions: number
  /** Papers compared with one another in a step; a multiple of 16. */
  batchSize: number
  /** How often each paper is seen. */
  passes: number
  /** By which cosines are divided before they compete. */
  temperature: number
  /** Step length of the terms' vectors at the beginning; falls linearly. */
  vectorRate: number
  /** Step length of the logarithms of the terms' weights. */
  weightRate: number
  /** Whether a pair's own similarity is left out of what it competes with (decoupled contrastive learning). */
  isDecoupled: boolean
  /** Others more similar than the pair itself by this much are taken for papers of the same matter, and left out. */
  falseMargin: number
  /** Chance that a view is a span of the abstract against the rest, instead of the title against the abstract. */
  spanRatio: number
  /** Chance that a view is a handful of the abstract's words against the rest. */
  wordsRatio: number
}

/** What trained the model that is shipped, but for the seed. */
export const DEFAULT_PLAN: TrainingPlan = {
  seed: 1,
  dimensions: 256,
  batchSize: 1536,
  passes: 3,
  temperature: 0.05,
  vectorRate: 0.01,
  weightRate: 0.05,
  isDecoupled: false,
  falseMargin: Infinity,
  spanRatio: 0.4,
  wordsRatio: 0,
}

/** Threads that share the work of a step. Fixed, since the order of summation follows from it. */
export const THREADS = 2

/** Terms that count of one view: longer ones are cut. */
export const VIEW_TERMS = 208

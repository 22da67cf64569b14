import type { TopicWords } from './topic-words.ts'

/** Topics of mathematics and of the life sciences. */
export const SCIENCE_TOPICS: readonly TopicWords[] = [
  {
    categories: 'math.AG math.RT',
    genre: 'prove',
    objects: `algebraic varieties|moduli spaces|vector bundles|derived categories|algebraic curves|toric varieties|
      sheaves|surfaces|birational maps|Hilbert schemes`,
    methods: `wall-crossing formula|spectral sequence|degeneration argument|stability condition|intersection theory|
      resolution of singularities|cohomological invariant|vanishing theorem`,
    tasks: `the classification of threefolds|curve counting|deformation theory|mirror symmetry|
      the minimal model program`,
    properties: 'cohomology|rationality|Picard rank|smoothness|Kodaira dimension|irreducibility',
    adjectives: 'algebraic|projective|birational|derived|toric|tropical|equivariant|rational',
    kinds: 'example',
  },
  {
    categories: 'math.NT math.AG',
    genre: 'prove',
    objects: `elliptic curves|modular forms|L-functions|prime numbers|number fields|Galois representations|
      zeta functions|Diophantine equations|automorphic forms|quadratic forms`,
    methods: `circle method|trace formula|sieve|height bound|modularity lifting argument|explicit formula|
      descent argument|congruence`,
    tasks: 'prime counting|rational point enumeration|class number estimation|moment computation|equidistribution',
    properties: 'ramification|class group rank|modularity|arithmetic structure|density|transcendence',
    adjectives: 'arithmetic|$p$-adic|automorphic|cuspidal|cyclotomic|quadratic|elliptic|rational',
    kinds: 'table',
  },
  {
    categories: 'math.AP math-ph math.DS',
    genre: 'prove',
    objects: `partial differential equations|solutions|dispersive equations|weak solutions|boundary value problems|
      traveling waves|blow-up profiles|conservation laws|elliptic operators|dynamical systems`,
    methods: `energy estimate|fixed-point argument|variational method|maximum principle|Carleman estimate|
      regularity theory|bifurcation analysis|compactness argument`,
    tasks: 'global well-posedness|regularity theory|homogenization|source recovery|scattering theory',
    properties: 'existence|uniqueness|global regularity|decay|asymptotic behavior|stability',
    adjectives: 'nonlinear|parabolic|elliptic|fractional|hyperbolic|degenerate|semilinear|weak',
    kinds: 'numerical example',
  },
  {
    categories: 'math.PR math.ST',
    genre: 'prove',
    objects: `random walks|stochastic processes|Markov chains|random matrices|Brownian motions|random graphs|
      branching processes|stochastic differential equations|percolation clusters|eigenvalues`,
    methods: `coupling argument|martingale method|large deviation principle|central limit theorem|moment method|
      heat kernel estimate|stochastic integral|concentration inequality`,
    tasks: 'the theory of limit laws|extreme value analysis|stochastic control|hitting time estimation|mixing',
    properties: 'convergence|mixing time|tightness|ergodicity|recurrence|tail behavior',
    adjectives: 'stochastic|random|Gaussian|ergodic|stationary|reflected|heavy-tailed|critical',
    kinds: 'simulation',
  },
  {
    categories: 'math.CO cs.DM',
    genre: 'prove',
    objects: 'graphs|permutations|partitions|hypergraphs|posets|colorings|trees|polytopes|simplicial complexes|tilings',
    methods: `generating function|bijection|probabilistic argument|regularity lemma|recurrence|extremal bound|
      polynomial method|flag algebra computation`,
    tasks: 'enumeration|graph coloring|extremal graph theory|Ramsey theory|tiling',
    properties: 'chromatic number|connectivity|unimodality|edge count|independence number|symmetry',
    adjectives: 'combinatorial|bipartite|extremal|planar|regular|chromatic|random|connected',
    kinds: 'example',
  },
  {
    categories: 'math.DG math.GT math.SG',
    genre: 'prove',
    objects: `manifolds|Riemannian metrics|minimal surfaces|knots|mapping class groups|symplectic manifolds|geodesics|
      foliations|hyperbolic surfaces|curvature flows`,
    methods: `curvature estimate|gluing construction|Floer homology|comparison theorem|geometric flow|surgery formula|
      knot invariant|index theorem`,
    tasks: 'rigidity|geometric classification|metric construction|isometric embedding|knot detection',
    properties: 'scalar curvature|volume|completeness|injectivity radius|holonomy|rigidity',
    adjectives: 'Riemannian|hyperbolic|symplectic|compact|Einstein|minimal|conformal|closed',
    kinds: 'example',
  },
  {
    categories: 'math.NA cs.NA physics.comp-ph',
    genre: 'prove',
    objects: `finite element methods|linear systems|time integrators|differential equations|preconditioners|meshes|
      neural operators|tensors|eigenvalue problems|error estimates`,
    methods: `finite element scheme|discontinuous Galerkin method|multigrid solver|preconditioner|
      time-stepping scheme|error estimator|physics-informed network|reduced basis method`,
    tasks: `numerical integration|operator learning|mesh refinement|matrix approximation|numerical simulation|
      interpolation`,
    properties: `convergence order|numerical stability|condition number|approximation error|accuracy|
      energy conservation`,
    adjectives: 'numerical|finite-element|high-order|adaptive|implicit|structure-preserving|low-rank|discrete',
    kinds: 'test problem|numerical experiment',
  },
  {
    categories: 'q-bio.GN q-bio.QM cs.LG',
    genre: 'build',
    objects: `genomes|single cells|gene expression profiles|DNA sequences|cell types|variants|regulatory networks|
      transcripts|microbial communities|tumors`,
    methods: `genomic foundation model|alignment tool|single-cell atlas|clustering method|gene regulatory model|
      assembly pipeline|phylogenetic method|perturbation predictor`,
    tasks: 'cell type annotation|variant calling|gene expression prediction|genome assembly|perturbation prediction',
    properties: 'gene expression|sequencing depth|cell heterogeneity|batch effect|genetic diversity|evolutionary rate',
    adjectives: 'genomic|single-cell|transcriptomic|regulatory|microbial|evolutionary|genetic|multi-omic',
    kinds: 'atlas|cohort',
  },
  {
    categories: 'q-bio.NC cs.NE eess.SP',
    genre: 'study',
    objects: `neurons|neural circuits|brain signals|cortical areas|electroencephalography recordings|synapses|
      spike trains|oscillations|brain networks|animals`,
    methods: `neural decoder|recurrent network model|imaging study|spiking model|connectome analysis|
      brain-computer interface|plasticity rule|behavioral experiment`,
    tasks: `neural decoding|motor imagery classification|memory formation|sensory processing|seizure detection|
      decision making`,
    properties: 'functional connectivity|synaptic plasticity|firing rate|attention|working memory|neural variability',
    adjectives: 'cortical|neural|synaptic|cognitive|functional|behavioral|visual|oscillatory',
    kinds: 'recording set|cohort',
  },
  {
    categories: 'q-bio.BM cs.LG physics.bio-ph',
    genre: 'build',
    objects: `proteins|ligands|antibodies|protein sequences|drug candidates|binding sites|enzymes|peptides|
      protein structures|small molecules`,
    methods: `protein language model|docking method|equivariant network|generative model|structure predictor|
      binding affinity predictor|molecular diffusion model|screening pipeline`,
    tasks: `protein design|structure prediction|drug discovery|molecular docking|binding affinity prediction|
      retrosynthesis`,
    properties: 'binding affinity|stability|designability|druggability|specificity|conformational flexibility',
    adjectives: 'molecular|structure-based|equivariant|protein-level|de novo|antigen-specific|generative|biochemical',
    kinds: 'structure set|benchmark',
  },
  {
    categories: 'q-bio.PE stat.AP physics.soc-ph',
    genre: 'study',
    objects: `epidemics|infectious diseases|populations|vaccines|predators|ecosystems|hospitals|contact networks|
      species|mutants`,
    methods: `compartmental model|surveillance system|evolutionary game|population model|contact tracing scheme|
      stochastic simulation|phylodynamic analysis|vaccination strategy`,
    tasks: `outbreak forecasting|epidemic control|biodiversity monitoring|vaccination planning|
      species distribution modeling`,
    properties: 'transmission rate|reproduction number|herd immunity|biodiversity|fitness|extinction risk',
    adjectives: 'epidemic|infectious|ecological|evolutionary|age-structured|seasonal|demographic|stochastic',
    kinds: 'surveillance record|field survey',
  },
]

import type { TopicWords } from './topic-words.ts'

/** Topics of computing, statistics and engineering. */
export const COMPUTING_TOPICS: readonly TopicWords[] = [
  {
    categories: 'stat.ML cs.LG math.ST',
    genre: 'prove',
    objects: `estimators|kernel machines|two-layer networks|random features|empirical risk minimizers|
      generative models|high-dimensional distributions|linear models|learners|classifiers`,
    methods: `minimax bound|kernel method|concentration inequality|spectral estimator|optimal transport map|
      mean-field limit|random feature model|stability argument`,
    tasks: `statistical learning|density estimation|nonparametric regression|distribution learning|classification|
      transfer learning`,
    properties: 'generalization error|sample complexity|excess risk|double descent|implicit bias|convergence rate',
    adjectives: 'high-dimensional|minimax|nonparametric|sub-Gaussian|statistical|overparameterized|kernel|agnostic',
    kinds: 'dataset',
  },
  {
    categories: 'stat.ME econ.EM stat.AP',
    genre: 'study',
    objects: `treatment effects|instrumental variables|observational studies|confounders|causal graphs|
      randomized trials|counterfactual outcomes|interventions|covariates|cohorts`,
    methods: `doubly robust estimator|matching procedure|causal discovery algorithm|sensitivity analysis|
      propensity model|structural equation model|synthetic control|regression discontinuity design`,
    tasks: 'causal inference|treatment effect estimation|causal discovery|policy evaluation|mediation analysis',
    properties: 'identifiability|unmeasured confounding|selection bias|heterogeneity|efficiency|treatment effect',
    adjectives: `causal|observational|counterfactual|doubly robust|longitudinal|heterogeneous|semiparametric|
      randomized`,
    kinds: 'trial|cohort',
  },
  {
    categories: 'stat.ME stat.CO stat.AP',
    genre: 'build',
    objects: `posterior distributions|Gaussian processes|hierarchical models|priors|Markov chains|spatial fields|
      survival times|mixture models|latent variables|clinical trials`,
    methods: `Markov chain Monte Carlo sampler|variational approximation|Gaussian process model|
      Bayesian hierarchical model|sequential Monte Carlo method|shrinkage prior|conformal procedure|hypothesis test`,
    tasks: `Bayesian inference|uncertainty quantification|variable selection|survival analysis|spatial modeling|
      experimental design`,
    properties: 'posterior uncertainty|coverage|mixing time|prior sensitivity|statistical power|model misspecification',
    adjectives: 'Bayesian|hierarchical|posterior|spatial|conformal|semiparametric|high-dimensional|sparse',
    kinds: 'survey|case study',
  },
  {
    categories: 'cs.DC cs.PF cs.OS',
    genre: 'build',
    objects: `distributed systems|clusters|data centers|workloads|parallel programs|cloud services|replicas|
      serverless functions|supercomputers|jobs`,
    methods: `scheduling algorithm|consensus protocol|load balancer|replication scheme|runtime system|
      communication library|checkpointing mechanism|autoscaler`,
    tasks: 'distributed training|resource allocation|fault tolerance|scheduling|load balancing|parallel computing',
    properties: 'scalability|availability|tail latency|fault tolerance|resource utilization|energy efficiency',
    adjectives: 'distributed|parallel|fault-tolerant|serverless|cloud-native|elastic|asynchronous|decentralized',
    kinds: 'trace|testbed',
  },
  {
    categories: 'cs.DB cs.DS cs.IR',
    genre: 'build',
    objects: `database systems|queries|indexes|transactions|tables|data lakes|vector databases|schemas|joins|
      data pipelines`,
    methods: `query optimizer|learned index|storage engine|concurrency control protocol|
      approximate nearest neighbor index|cardinality estimator|data cleaning tool|streaming join`,
    tasks: `query processing|data integration|nearest neighbor search|transaction processing|data cleaning|
      text-to-SQL translation`,
    properties: 'query latency|throughput|data quality|storage cost|write amplification|cardinality',
    adjectives: 'relational|in-memory|learned|transactional|disk-based|approximate|columnar|declarative',
    kinds: 'workload|benchmark',
  },
  {
    categories: 'cs.NI eess.SP cs.IT',
    genre: 'build',
    objects: `wireless networks|base stations|antenna arrays|channels|satellites|reconfigurable surfaces|mobile users|
      sensor nodes|radio signals|unmanned aerial vehicles`,
    methods: `beamforming design|channel estimator|resource allocation scheme|waveform|medium access protocol|
      power control algorithm|routing protocol|signal detector`,
    tasks: `channel estimation|integrated sensing and communication|beamforming|spectrum sharing|localization|
      edge computing`,
    properties: `spectral efficiency|energy efficiency|outage probability|signal-to-noise ratio|coverage|
      bit error rate`,
    adjectives: 'wireless|massive|millimeter-wave|near-field|multi-antenna|cellular|cooperative|underwater',
    kinds: 'testbed|channel model',
  },
  {
    categories: 'cs.PL cs.LO cs.SE',
    genre: 'prove',
    objects: `programs|type systems|proof assistants|functional languages|concurrent programs|specifications|
      logical formulas|automata|compilers|effect handlers`,
    methods: `type system|program logic|model checker|abstract interpretation|refinement calculus|verified compiler|
      decision procedure|operational semantics`,
    tasks: `program verification|type inference|model checking|program synthesis|termination analysis|
      automated theorem proving`,
    properties: 'soundness|completeness|decidability|memory safety|expressiveness|compositionality',
    adjectives: 'typed|functional|concurrent|verified|modal|dependently typed|first-order|temporal',
    kinds: 'benchmark suite|proof library',
  },
  {
    categories: 'cs.DS cs.CC math.CO',
    genre: 'prove',
    objects: `graphs|approximation algorithms|data structures|streams|matroids|planar graphs|Boolean functions|
      hypergraphs|polynomials|queries`,
    methods: `approximation algorithm|randomized reduction|dynamic data structure|sketching technique|linear program|
      kernelization|local search|lower bound argument`,
    tasks: 'shortest path computation|graph coloring|clustering|counting|matching|property testing|online scheduling',
    properties: 'running time|approximation ratio|space complexity|query complexity|parameterized complexity|hardness',
    adjectives: 'randomized|dynamic|online|streaming|polynomial-time|sublinear|parameterized|deterministic',
    kinds: 'instance family',
  },
  {
    categories: 'cs.CR math.NT',
    genre: 'prove',
    objects: `cryptographic protocols|digital signatures|blockchains|smart contracts|zero-knowledge proofs|
      secret keys|ciphertexts|lattices|adversaries|validators`,
    methods: `encryption scheme|signature scheme|key exchange protocol|zero-knowledge proof|commitment scheme|
      consensus mechanism|side-channel attack|lattice reduction`,
    tasks: `authentication|key management|secure computation|transaction validation|homomorphic evaluation|
      anonymous communication`,
    properties: 'security|anonymity|soundness|proof size|quantum resistance|integrity',
    adjectives: 'post-quantum|cryptographic|lattice-based|homomorphic|zero-knowledge|decentralized|provable|secure',
    kinds: 'ledger|implementation',
  },
  {
    categories: 'eess.SY math.OC cs.RO',
    genre: 'prove',
    objects: `control systems|linear systems|feedback controllers|power grids|nonlinear systems|microgrids|
      multi-agent systems|disturbances|observers|hybrid systems`,
    methods: `model predictive controller|Lyapunov function|state observer|barrier certificate|robust controller|
      data-driven controller|consensus protocol|event-triggered scheme`,
    tasks: `stabilization|trajectory tracking|state estimation|system identification|voltage regulation|
      optimal control`,
    properties: 'stability|controllability|robustness|settling time|safety|observability',
    adjectives: 'nonlinear|optimal|data-driven|robust|discrete-time|event-triggered|distributed|safe',
    kinds: 'test system|case study',
  },
  {
    categories: 'quant-ph cs.ET',
    genre: 'prove',
    objects: `qubits|quantum circuits|quantum states|quantum algorithms|entangled pairs|stabilizer codes|
      quantum channels|logical qubits|noisy devices|Hamiltonians`,
    methods: `variational quantum algorithm|error-correcting code|quantum protocol|error mitigation technique|
      tensor network|entanglement witness|gate decomposition|surface code`,
    tasks: `quantum error correction|quantum simulation|state preparation|quantum key distribution|quantum metrology|
      state tomography`,
    properties: 'entanglement|fidelity|decoherence|circuit depth|quantum advantage|coherence time',
    adjectives: 'quantum|entangled|variational|noisy|fault-tolerant|superconducting|measurement-based|bosonic',
    kinds: 'device|processor',
  },
  {
    categories: 'math.OC cs.LG math.NA',
    genre: 'prove',
    objects: `convex programs|constraints|saddle points|gradients|integer programs|first-order methods|
      monotone operators|objective functions|optimal solutions|transport plans`,
    methods: `proximal algorithm|interior-point method|primal-dual method|branch-and-bound algorithm|
      accelerated scheme|splitting method|stochastic approximation|convex relaxation`,
    tasks: `convex optimization|bilevel optimization|stochastic programming|combinatorial optimization|
      optimal transport|vehicle routing`,
    properties: 'convergence rate|duality gap|iteration complexity|feasibility|strong convexity|optimality',
    adjectives: 'convex|nonconvex|nonsmooth|stochastic|constrained|bilevel|distributed|mixed-integer',
    kinds: 'instance library',
  },
  {
    categories: 'cs.SI physics.soc-ph',
    genre: 'study',
    objects: `social networks|opinions|complex networks|communities|cities|mobility patterns|information cascades|
      collaboration networks|citations|temporal networks`,
    methods: `network model|agent-based simulation|null model|contagion model|centrality measure|
      community detection method|mobility model|stochastic block model`,
    tasks: `link prediction|opinion dynamics|influence maximization|network reconstruction|urban planning|
      epidemic control`,
    properties: 'modularity|clustering|resilience|assortativity|polarization|degree distribution',
    adjectives: 'social|temporal|scale-free|multilayer|urban|collective|weighted|higher-order',
    kinds: 'network|dataset',
  },
  {
    categories: 'q-fin.ST q-fin.MF econ.GN',
    genre: 'study',
    objects: `financial markets|asset prices|portfolios|options|stock returns|order books|investors|interest rates|
      cryptocurrencies|risk measures`,
    methods: `stochastic volatility model|pricing formula|factor model|hedging strategy|portfolio rule|
      market simulator|agent-based model|risk measure`,
    tasks: 'portfolio optimization|option pricing|risk management|volatility forecasting|market making|credit scoring',
    properties: 'volatility|liquidity|market impact|systemic risk|expected return|arbitrage',
    adjectives: 'financial|stochastic|high-frequency|risk-neutral|heavy-tailed|macroeconomic|rough|intraday',
    kinds: 'price history|market dataset',
  },
]

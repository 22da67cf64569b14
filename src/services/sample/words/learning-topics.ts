import type { TopicWords } from './topic-words.ts'

/** Topics of machine learning and of what it is applied to. */
export const LEARNING_TOPICS: readonly TopicWords[] = [
  {
    categories: 'cs.CL cs.AI cs.LG',
    genre: 'build',
    objects: `large language models|language models|instruction-tuned models|pretrained transformers|prompts|
      long documents|tokenizers|model outputs|user instructions|web corpora`,
    methods: `training recipe|prompting strategy|attention mechanism|preference objective|data curation pipeline|
      reward model|decoding strategy|fine-tuning framework`,
    tasks: `text generation|instruction following|language modeling|alignment|summarization|pretraining|
      preference optimization`,
    properties: 'factuality|helpfulness|context length|scaling behavior|calibration|perplexity|safety',
    adjectives: 'large-scale|multilingual|long-context|pretrained|low-resource|autoregressive|open-weight|in-context',
    kinds: 'benchmark|corpus|leaderboard',
  },
  {
    categories: 'cs.AI cs.CL cs.LO',
    genre: 'build',
    objects: `reasoning models|language models|reasoning chains|word problems|proof steps|intermediate thoughts|
      verifiers|logical rules|answer candidates|math problems`,
    methods: `process reward|verification framework|search algorithm|self-correction loop|
      reinforcement learning framework|step-level verifier|voting scheme|symbolic solver`,
    tasks: `mathematical reasoning|logical inference|multi-step reasoning|test-time scaling|planning|
      question answering`,
    properties: 'reasoning accuracy|faithfulness|token efficiency|consistency|solution quality|exploration',
    adjectives: 'chain-of-thought|verifiable|multi-step|symbolic|slow-thinking|self-consistent|deductive|compositional',
    kinds: 'benchmark|problem set',
  },
  {
    categories: 'cs.AI cs.MA cs.CL',
    genre: 'build',
    objects: `language agents|tool calls|web pages|agent trajectories|multi-agent systems|user goals|memory modules|
      workflows|action sequences|environments`,
    methods: `planning module|multi-agent framework|memory architecture|tool-use policy|orchestration layer|
      self-reflection loop|agent harness|simulation environment`,
    tasks: 'web navigation|tool use|task planning|autonomous decision making|collaboration|computer use',
    properties: 'success rate|task completion|cost|reliability|autonomy|coordination',
    adjectives: 'agentic|multi-turn|long-horizon|autonomous|tool-augmented|interactive|collaborative|hierarchical',
    kinds: 'benchmark|sandbox',
  },
  {
    categories: 'cs.CL cs.LG',
    genre: 'build',
    objects: `translation systems|parallel sentences|low-resource languages|multilingual models|dialects|morphemes|
      annotators|parse trees|sentence embeddings|speech transcripts`,
    methods: `alignment model|back-translation scheme|subword vocabulary|cross-lingual encoder|annotation protocol|
      quality estimator|transfer method|sequence tagger`,
    tasks: `machine translation|cross-lingual transfer|named entity recognition|sentiment analysis|parsing|
      information extraction`,
    properties: 'fluency|adequacy|morphological richness|lexical diversity|translation quality|vocabulary coverage',
    adjectives: 'cross-lingual|low-resource|bilingual|morphological|code-switched|dialectal|semantic|syntactic',
    kinds: 'treebank|corpus|test suite',
  },
  {
    categories: 'cs.IR cs.CL cs.DB',
    genre: 'build',
    objects: `search engines|queries|retrieval systems|passages|documents|dense retrievers|knowledge bases|rerankers|
      citations|query logs`,
    methods: `retrieval-augmented framework|dense encoder|ranking model|sparse index|query expansion method|
      late-interaction model|chunking strategy|hybrid retriever`,
    tasks: `document retrieval|question answering|query rewriting|passage ranking|knowledge-intensive generation|
      semantic search`,
    properties: 'relevance|recall|retrieval quality|latency|index size|attribution',
    adjectives: 'retrieval-augmented|dense|sparse|multi-hop|query-aware|semantic|knowledge-intensive|zero-shot',
    kinds: 'collection|benchmark|query log',
  },
  {
    categories: 'cs.IR cs.LG cs.SI',
    genre: 'build',
    objects: `recommender systems|user preferences|items|user interactions|click logs|item embeddings|sessions|
      recommendation models|cold-start users|playlists`,
    methods: `collaborative filtering model|sequential recommender|user representation|contrastive objective|
      bandit algorithm|generative recommender|debiasing method|candidate generator`,
    tasks: 'recommendation|click-through rate prediction|user modeling|session-based ranking|conversion prediction',
    properties: 'diversity|popularity bias|user satisfaction|long-tail coverage|novelty|engagement',
    adjectives: 'sequential|personalized|cold-start|implicit|cross-domain|session-based|user-centric|long-tail',
    kinds: 'log|dataset',
  },
  {
    categories: 'cs.CV cs.LG cs.GR',
    genre: 'build',
    objects: `diffusion models|images|generative models|text prompts|image editors|latent spaces|style references|
      diffusion transformers|noise schedules|human portraits`,
    methods: `diffusion framework|guidance method|distillation scheme|consistency model|latent autoencoder|
      flow matching objective|adapter|sampling algorithm`,
    tasks: `image generation|image editing|text-to-image synthesis|personalization|super-resolution|inpainting|
      style transfer`,
    properties: 'image quality|visual fidelity|identity preservation|sampling speed|controllability|prompt adherence',
    adjectives: 'text-to-image|high-resolution|training-free|latent|photorealistic|controllable|few-step|generative',
    kinds: 'dataset|benchmark',
  },
  {
    categories: 'cs.CV',
    genre: 'build',
    objects: `images|object detectors|segmentation masks|vision transformers|feature maps|bounding boxes|
      aerial images|image encoders|annotations|small objects`,
    methods: `detection network|segmentation model|feature pyramid|attention module|self-supervised objective|
      backbone|data augmentation|pseudo-labeling method`,
    tasks: `object detection|semantic segmentation|image classification|visual tracking|instance segmentation|
      few-shot recognition`,
    properties: 'detection accuracy|boundary precision|domain shift|localization|robustness|inference speed',
    adjectives: `self-supervised|open-vocabulary|weakly supervised|real-time|multi-scale|domain-adaptive|few-shot|
      dense`,
    kinds: 'dataset|benchmark|challenge',
  },
  {
    categories: 'cs.CV cs.MM',
    genre: 'build',
    objects: `videos|video models|frames|long videos|motion trajectories|video generators|temporal segments|
      egocentric recordings|human actions|world models`,
    methods: `temporal encoder|video diffusion model|frame selection method|motion module|memory bank|
      token compression scheme|captioning pipeline|tracking algorithm`,
    tasks: `video generation|video understanding|action recognition|temporal grounding|motion prediction|
      video captioning`,
    properties: 'temporal consistency|motion quality|frame rate|physical plausibility|temporal resolution|coherence',
    adjectives: 'temporal|long-form|egocentric|spatiotemporal|streaming|motion-aware|camera-controlled|autoregressive',
    kinds: 'dataset|benchmark',
  },
  {
    categories: 'cs.CV cs.CL cs.AI',
    genre: 'build',
    objects: `vision-language models|multimodal models|image-text pairs|visual tokens|charts|documents|
      visual questions|captions|screenshots|visual encoders`,
    methods: `multimodal framework|vision encoder|cross-modal alignment|instruction-tuning pipeline|
      token pruning method|grounding module|visual projector|unified architecture`,
    tasks: `visual question answering|visual reasoning|image captioning|multimodal understanding|
      document understanding|visual grounding`,
    properties: 'hallucination|visual grounding|modality gap|spatial understanding|fine-grained perception|alignment',
    adjectives: 'multimodal|vision-language|cross-modal|fine-grained|unified|interleaved|visual|spatial',
    kinds: 'benchmark|instruction set',
  },
  {
    categories: 'cs.CV cs.GR',
    genre: 'build',
    objects: `point clouds|scenes|Gaussian primitives|radiance fields|meshes|camera poses|depth maps|human avatars|
      indoor scans|multi-view images`,
    methods: `reconstruction framework|neural representation|Gaussian splatting method|depth estimator|
      rendering pipeline|registration algorithm|pose solver|surface prior`,
    tasks: `3D reconstruction|novel view synthesis|depth estimation|pose estimation|scene completion|
      surface reconstruction`,
    properties: 'geometric accuracy|view consistency|rendering speed|memory footprint|surface detail|scale ambiguity',
    adjectives: 'multi-view|neural|monocular|feed-forward|geometric|volumetric|sparse-view|photometric',
    kinds: 'scene collection|benchmark',
  },
  {
    categories: 'eess.AS cs.SD cs.CL',
    genre: 'build',
    objects: `speech recognition systems|speakers|utterances|acoustic models|spoken dialogues|speech tokens|
      audio recordings|accents|voice assistants|phonemes`,
    methods: `speech encoder|acoustic model|neural codec|speaker embedding|streaming transducer|vocoder|
      denoising network|text-to-speech system`,
    tasks: `speech recognition|speech synthesis|speaker verification|speech enhancement|voice conversion|
      emotion recognition`,
    properties: 'word error rate|naturalness|intelligibility|speaker similarity|prosody|latency',
    adjectives: 'end-to-end|streaming|acoustic|speaker-independent|noisy|prosodic|spoken|zero-shot',
    kinds: 'corpus|recording set',
  },
  {
    categories: 'cs.LG cs.AI stat.ML',
    genre: 'build',
    objects: `policies|reinforcement learning agents|reward functions|offline datasets|value functions|trajectories|
      Markov decision processes|exploration bonuses|simulators|demonstrations`,
    methods: `actor-critic algorithm|policy gradient method|world model|offline algorithm|exploration strategy|
      reward shaping scheme|value estimator|curriculum`,
    tasks: `reinforcement learning|policy optimization|continuous control|imitation learning|exploration|
      credit assignment`,
    properties: 'sample efficiency|regret|policy stability|generalization|reward hacking|exploration',
    adjectives: 'offline|model-based|off-policy|goal-conditioned|hierarchical|multi-agent|risk-sensitive|sparse-reward',
    kinds: 'suite|benchmark',
  },
  {
    categories: 'cs.RO cs.AI cs.LG',
    genre: 'build',
    objects: `robots|manipulators|legged robots|grasps|robot policies|tactile sensors|demonstrations|humanoid robots|
      trajectories|deformable objects`,
    methods: `vision-language-action model|motion planner|diffusion policy|model predictive controller|
      teleoperation system|grasp planner|simulation pipeline|locomotion controller`,
    tasks: `robot manipulation|locomotion|motion planning|grasping|navigation|dexterous manipulation|
      sim-to-real transfer`,
    properties: 'success rate|dexterity|safety|compliance|generalization|control frequency',
    adjectives: 'dexterous|bimanual|real-world|contact-rich|tactile|embodied|language-conditioned|legged',
    kinds: 'task suite|dataset',
  },
  {
    categories: 'cs.RO cs.CV eess.SY',
    genre: 'build',
    objects: `autonomous vehicles|driving scenes|traffic participants|lidar scans|pedestrians|lane markings|
      vehicle trajectories|intersections|drones|sensor streams`,
    methods: `end-to-end driving model|trajectory predictor|sensor fusion network|occupancy representation|
      behavior planner|localization system|scenario generator|mapping pipeline`,
    tasks: `autonomous driving|trajectory prediction|simultaneous localization and mapping|motion forecasting|
      collision avoidance`,
    properties: 'safety|collision rate|prediction accuracy|sensor coverage|drivability|uncertainty',
    adjectives: 'safety-critical|multi-sensor|closed-loop|map-free|cooperative|real-time|aerial|end-to-end',
    kinds: 'driving log|simulator|dataset',
  },
  {
    categories: 'cs.LG cs.SI stat.ML',
    genre: 'build',
    objects: `graph neural networks|graphs|nodes|molecular graphs|knowledge graphs|edges|heterogeneous networks|
      hypergraphs|node embeddings|communities`,
    methods: `message passing scheme|graph transformer|spectral filter|contrastive framework|pooling operator|
      link predictor|graph rewiring method|positional encoding`,
    tasks: `node classification|link prediction|graph classification|community detection|graph generation|
      knowledge graph completion`,
    properties: 'expressive power|over-smoothing|heterophily|structural information|connectivity|scalability',
    adjectives: 'graph-based|heterogeneous|spectral|equivariant|relational|dynamic|heterophilic|structural',
    kinds: 'graph benchmark|dataset',
  },
  {
    categories: 'cs.LG cs.CR cs.DC',
    genre: 'build',
    objects: `clients|federated systems|private datasets|edge devices|local updates|gradients|participants|
      local models|data silos|training records`,
    methods: `federated learning framework|aggregation rule|differentially private mechanism|unlearning algorithm|
      secure aggregation protocol|compression scheme|membership inference attack|personalization method`,
    tasks: 'federated learning|private training|machine unlearning|collaborative learning|data sharing',
    properties: 'privacy|communication cost|client heterogeneity|utility|convergence|privacy leakage',
    adjectives: `federated|differentially private|decentralized|heterogeneous|communication-efficient|personalized|
      secure|asynchronous`,
    kinds: 'testbed|dataset',
  },
  {
    categories: 'cs.LG math.OC stat.ML',
    genre: 'build',
    objects: `deep neural networks|optimizers|loss landscapes|gradients|learning rates|batch sizes|training runs|
      weight matrices|activation functions|checkpoints`,
    methods: `stochastic gradient method|adaptive optimizer|learning rate schedule|normalization layer|
      second-order method|weight averaging scheme|initialization|regularizer`,
    tasks: `training|stochastic optimization|hyperparameter tuning|continual learning|transfer learning|
      representation learning`,
    properties: 'convergence|generalization|sharpness|training stability|plasticity|gradient noise',
    adjectives: 'adaptive|stochastic|overparameterized|large-batch|continual|deep|low-rank|second-order',
    kinds: 'benchmark|suite',
  },
  {
    categories: 'cs.LG cs.AR cs.CL',
    genre: 'build',
    objects: `large models|quantized weights|accelerators|key-value caches|experts|inference servers|mobile devices|
      attention heads|activations|draft models`,
    methods: `quantization method|pruning algorithm|mixture-of-experts architecture|speculative decoding scheme|
      low-rank adapter|serving system|distillation framework|sparse attention kernel`,
    tasks: `efficient inference|model compression|long-context inference|parameter-efficient fine-tuning|
      knowledge distillation|model serving`,
    properties: 'throughput|memory usage|latency|energy consumption|compression ratio|sparsity',
    adjectives: 'efficient|low-bit|sparse|hardware-aware|parameter-efficient|lightweight|memory-efficient|on-device',
    kinds: 'workload|benchmark',
  },
  {
    categories: 'cs.LG cs.AI',
    genre: 'build',
    objects: `neural representations|sparse autoencoders|hidden states|neurons|attention heads|explanations|
      feature attributions|concepts|circuits|model internals`,
    methods: `probing method|attribution technique|steering vector|concept bottleneck|causal intervention|
      dictionary learning method|saliency map|feature visualization`,
    tasks: 'interpretability|model editing|feature attribution|circuit discovery|activation steering|concept discovery',
    properties: 'faithfulness|polysemanticity|monosemanticity|transparency|causal effect|explainability',
    adjectives: 'mechanistic|interpretable|post-hoc|concept-based|causal|linear|explainable|counterfactual',
    kinds: 'probe set|benchmark',
  },
  {
    categories: 'cs.LG stat.AP stat.ML',
    genre: 'build',
    objects: `time series|sensor readings|forecasting models|anomalies|multivariate signals|tabular datasets|
      missing values|seasonal patterns|electricity loads|event sequences`,
    methods: `forecasting model|anomaly detector|state space model|temporal transformer|imputation method|
      frequency decomposition|foundation model|gradient boosting ensemble`,
    tasks: `time series forecasting|anomaly detection|imputation|tabular prediction|predictive maintenance|
      demand forecasting`,
    properties: 'forecast accuracy|seasonality|non-stationarity|prediction horizon|uncertainty|concept drift',
    adjectives: 'multivariate|probabilistic|long-term|irregular|non-stationary|seasonal|univariate|frequency-domain',
    kinds: 'archive|dataset',
  },
  {
    categories: 'eess.IV cs.CV cs.LG',
    genre: 'build',
    objects: `medical images|tumors|patients|radiology reports|computed tomography scans|lesions|
      histopathology slides|retinal images|clinical records|organs`,
    methods: `segmentation network|diagnostic model|registration method|reconstruction network|
      multi-institution protocol|foundation model|weakly supervised classifier|report generator`,
    tasks: `medical image segmentation|disease diagnosis|image reconstruction|survival prediction|lesion detection|
      clinical decision support`,
    properties: 'diagnostic accuracy|sensitivity|clinical utility|scan time|inter-rater agreement|image quality',
    adjectives: 'clinical|medical|volumetric|diagnostic|multi-center|radiological|annotated|patient-specific',
    kinds: 'cohort|dataset|challenge',
  },
  {
    categories: 'cs.CR cs.LG cs.AI',
    genre: 'build',
    objects: `adversarial examples|attacks|jailbreak prompts|backdoors|defenses|malware samples|deepfakes|watermarks|
      intrusion detectors|poisoned samples`,
    methods: `adversarial attack|detection framework|certified defense|watermarking scheme|red-teaming pipeline|
      backdoor defense|robust training method|guardrail`,
    tasks: `adversarial robustness|malware detection|intrusion detection|jailbreak defense|deepfake detection|
      content moderation`,
    properties: 'attack success rate|robustness|stealthiness|transferability|detection rate|vulnerability',
    adjectives: 'adversarial|black-box|robust|malicious|certified|backdoored|transferable|white-box',
    kinds: 'attack suite|benchmark',
  },
  {
    categories: 'cs.SE cs.PL cs.AI',
    genre: 'build',
    objects: `code models|software repositories|developers|bugs|unit tests|pull requests|programs|commits|
      code reviews|static analyzers`,
    methods: `code generation framework|program repair technique|fuzzing tool|test generator|static analysis|
      repository-level agent|execution feedback loop|defect predictor`,
    tasks: 'code generation|program repair|software testing|bug localization|code review|issue resolution',
    properties: 'code quality|test coverage|maintainability|correctness|developer productivity|technical debt',
    adjectives: 'repository-level|automated|execution-based|static|open-source|developer-centric|test-driven|empirical',
    kinds: 'benchmark|bug collection',
  },
  {
    categories: 'cs.CY cs.AI cs.HC',
    genre: 'study',
    objects: `algorithmic decisions|online communities|social media posts|students|policy makers|demographic groups|
      news sources|survey respondents|platforms|classrooms`,
    methods: `audit|fairness metric|survey instrument|governance framework|mixed-methods study|regression model|
      content analysis|risk assessment`,
    tasks: `fairness assessment|content moderation|misinformation detection|policy analysis|educational assessment|
      opinion mining`,
    properties: 'fairness|accountability|social bias|political polarization|public trust|digital literacy',
    adjectives: 'societal|ethical|demographic|online|political|educational|responsible|sociotechnical',
    kinds: 'survey|panel',
  },
  {
    categories: 'cs.HC cs.CY',
    genre: 'study',
    objects: `users|participants|virtual environments|interfaces|visualizations|gestures|wearable devices|designers|
      older adults|conversational agents`,
    methods: `user study|interaction technique|design framework|think-aloud protocol|eye-tracking setup|prototype|
      visualization tool|haptic interface`,
    tasks: 'human-AI collaboration|visual analytics|accessibility|text entry|creative writing|remote collaboration',
    properties: 'usability|user experience|cognitive load|engagement|task performance|perceived trust',
    adjectives: 'interactive|user-centered|immersive|participatory|accessible|haptic|conversational|qualitative',
    kinds: 'user study|field study',
  },
]

import { describe, expect, test } from 'vitest'
import type { DigestLanguage } from '../domain/language-server.ts'
import { findAnswerFault } from './check-answer.ts'

const SOURCE = [
  'Owls of the index: sparse retrieval with learned owls',
  'We present OwlRank, a sparse retrieval model of 1.2 million parameters that learns which terms matter. On three collections',
  'it raises nDCG@10 by 4.5 points over BM25 and answers 2,400 queries a second, 12% faster than SPLADE-v2. An ablation with',
  'ten seeds shows that the gain comes from two stages. Code is at owls.example.org; half of the data is public.',
].join(' ')

const fault = (answer: string, language: DigestLanguage = 'en', mostLetters = 420): string | undefined =>
  findAnswerFault(answer, { source: SOURCE, language, mostLetters })

describe('an answer passes that says what the abstract says', () => {
  test.each<[DigestLanguage, string]>([
    ['en', 'OwlRank is a sparse retrieval model that learns which terms matter. It is 12% faster than SPLADE-v2.'],
    ['en', 'The model has 1.2M parameters and raises nDCG@10 by 4.5 points on 3 collections.'],
    [
      'de',
      'OwlRank ist ein Modell mit 1,2 Millionen Parametern. Auf drei Sammlungen ist es um 4,5 Punkte besser als BM25.',
    ],
    ['de', 'Das Modell beantwortet 2.400 Anfragen in der Sekunde und ist 12 Prozent schneller als SPLADE-v2.'],
    ['de', 'Eine Untersuchung mit zehn Läufen zeigt, dass der Gewinn aus dem zweistufigen Aufbau der KI kommt.'],
    [
      'fr',
      'OwlRank apprend quels termes comptent pour la recherche. Il traite 2 400 requêtes par seconde avec 12 % de gain.',
    ],
    [
      'es',
      'El modelo aprende qué términos importan y es un 12 por ciento más rápido que SPLADE-v2 en las tres colecciones.',
    ],
    ['it', 'Il modello impara quali termini contano e supera BM25 di 4,5 punti su tre raccolte.'],
    ['pt', 'O modelo aprende quais termos importam e é 12% mais rápido do que o SPLADE-v2 em três coleções.'],
    ['nl', 'Het model leert welke termen ertoe doen en is 12 procent sneller dan SPLADE-v2 op de drie collecties.'],
    ['sv', 'Modellen lär sig vilka termer som är viktiga och är 12 procent snabbare än SPLADE-v2.'],
    [
      'da',
      'Modellen lærer, hvilke termer der er vigtige, og er 12 procent hurtigere end SPLADE-v2 på de tre samlinger.',
    ],
    ['nb', 'Modellen lærer hvilke termer som er viktige, og er 12 prosent raskere enn SPLADE-v2 på de tre samlingene.'],
    ['zh', '本文提出稀疏检索模型 OwlRank，在三个数据集上比 BM25 高出 4.5 个点。它的速度比 SPLADE-v2 快 12%。'],
    ['ja', 'OwlRankは、どの語が重要かを学習する検索モデルです。3つのコレクションでBM25を4.5ポイント上回ります。'],
  ])('%s: %s', (language, answer) => {
    expect(fault(answer, language)).toBeUndefined()
  })
})

describe('an answer falls', () => {
  test.each<[string, string, string, DigestLanguage?]>([
    [
      'with a number that is not there',
      'The model OwlRank raises retrieval by 5.4 points over BM25.',
      'speaks of 5.4,',
    ],
    [
      'with one in words',
      'The sparse retrieval model OwlRank learns terms that matter on four collections.',
      'speaks of 4,',
    ],
    [
      'with one that was scaled',
      'The sparse retrieval model OwlRank is a model of 1.2 billion parameters.',
      'speaks of 1200000000,',
    ],
    [
      'with one that lost its point',
      'The sparse model OwlRank raises nDCG@10 by 45 points over BM25.',
      'speaks of 45,',
    ],
    ['with hundredths that were none', 'The sparse model OwlRank raises nDCG@10 by 4.5% over BM25.', 'speaks of 4.5%'],
    [
      'with a number that was none of hundredths',
      'The sparse model OwlRank is 12 times faster than SPLADE-v2.',
      'speaks of 12,',
    ],
    [
      'with an English point in German',
      'Das Modell ist auf den Sammlungen um 2.401 Punkte besser als BM25.',
      'speaks of 2401,',
      'de',
    ],
    [
      'with a compound',
      'Das Modell ist mit der Suche auf den Sammlungen dreimal so schnell, vierfach sogar.',
      'speaks of 4,',
      'de',
    ],
    [
      'with a compound of tens',
      'Das Modell ist auf fünfundzwanzig Sammlungen besser als BM25 und die anderen.',
      'speaks of fünfundzwanzig',
      'de',
    ],
    [
      'with hundreds of it',
      'Das Modell beantwortet zweihundert Anfragen in der Sekunde und ist besser.',
      'speaks of 200,',
      'de',
    ],
    ['with Chinese numerals', '本文提出的检索模型在四十个数据集上比 BM25 更好。', 'speaks of 40,', 'zh'],
    [
      'with a name that is not there',
      'The sparse retrieval model OwlRank learns terms that matter better than GPT does.',
      'names GPT',
    ],
    ['with a Latin name in Chinese', '本文提出的检索模型比 Google 的更好，在三个数据集上。', 'names Google', 'zh'],
    [
      'in another language',
      'OwlRank ist ein Modell, das lernt, welche der Terme für die Suche wichtig sind.',
      'is not written in English',
    ],
    [
      'in English where German is asked for',
      'OwlRank is a sparse retrieval model that learns which terms matter.',
      'is not written in German',
      'de',
    ],
    [
      'in Portuguese where Spanish is asked for',
      'O modelo aprende quais termos importam e não é mais rápido em três coleções.',
      'is not written in Spanish',
      'es',
    ],
    [
      'in Portuguese that has words of Spanish',
      'O modelo que se aprende com os dados de três coleções é mais rápido do que o SPLADE-v2.',
      'is not written in Spanish',
      'es',
    ],
    [
      'that is a heap of words',
      'Sparse retrieval model owls learned index collections terms matter queries parameters.',
      'is not written in English',
    ],
    ['in Japanese where Chinese is', 'どの語が重要かを学習する検索モデルです。', 'is not written in Chinese', 'zh'],
    ['with markup', 'The **sparse** retrieval model OwlRank learns which terms matter.', 'holds markup'],
    ['with tags', 'The sparse retrieval model <b>OwlRank</b> learns which terms matter.', 'holds markup'],
    ['with a link', 'The sparse retrieval model OwlRank learns terms that matter: https://a.example.', 'holds a link'],
    [
      'with a bare host, though the abstract has it',
      'The sparse model OwlRank learns terms; its code is at owls.example.org.',
      'holds a link',
    ],
    ['with a wide dot', 'The sparse model OwlRank learns terms; its code is at owls．example．org.', 'holds a link'],
    ['with a one-dot leader', 'The sparse model OwlRank learns terms; its code is at owls․com.', 'holds a link'],
    ['with a Chinese full stop', 'The sparse model OwlRank learns terms; its code is at owls。com.', 'holds a link'],
    ['with a mail address', 'The sparse model OwlRank learns terms; write to owl@example.', 'holds a link'],
    [
      'of three sentences',
      'The model is sparse. It learns which terms matter. Its gain comes from stages.',
      'more than 2 sentences',
    ],
    ['of several lines', 'The sparse retrieval model OwlRank\nlearns which terms matter.', 'holds signs'],
    [
      'with letters that turn the order',
      'The sparse retrieval model OwlRank learns \u202ewhich terms matter.',
      'holds signs',
    ],
    ['with a picture', 'The sparse retrieval model OwlRank learns which terms matter 🦉.', 'holds signs'],
    ['that breaks off', 'The sparse retrieval model OwlRank learns which terms', 'does not end'],
    [
      'that says something else',
      'Visit our fantastic online casino today and receive wonderful presents for your family.',
      'something else',
    ],
    [
      'that refuses',
      'Sorry, this request cannot be answered by the assistant at present, unfortunately.',
      'something else',
    ],
    ['that is too short', 'OwlRank learns.', 'too short'],
    [
      'that is too long',
      `The sparse retrieval model OwlRank learns ${'which terms matter and '.repeat(30)}more.`,
      'too long',
    ],
  ])('%s', (_, answer, reason, language = 'en') => {
    expect(fault(answer, language)).toContain(reason)
  })
})

import type { EncoderShape } from './encoder-weights.ts';

/** The JSON files that stand beside a model's weights, by name. */
export function textFiles(
  vocabulary: readonly string[],
  shape: EncoderShape,
): Readonly<Record<string, unknown>> {
  return {
    'config.json': {
      model_type: 'bert',
      architectures: ['BertModel'],
      vocab_size: shape.vocabulary,
      hidden_size: shape.width,
      num_attention_heads: shape.heads,
      num_hidden_layers: shape.layers,
      intermediate_size: shape.inner,
      max_position_embeddings: shape.positions,
      type_vocab_size: 2,
    },
    'tokenizer_config.json': {
      tokenizer_class: 'BertTokenizer',
      do_lower_case: true,
      model_max_length: shape.positions,
      pad_token: '[PAD]',
      unk_token: '[UNK]',
      cls_token: '[CLS]',
      sep_token: '[SEP]',
      mask_token: '[MASK]',
    },
    'tokenizer.json': tokenizer(vocabulary),
  };
}

function tokenizer(vocabulary: readonly string[]): unknown {
  const idOf = new Map(vocabulary.map((piece, id) => [piece, id]));
  const special = (token: string) => ({
    id: idOf.get(token),
    content: token,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  const token = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'].map(special),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [token('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, token('[SEP]')],
      pair: [
        token('[CLS]'),
        { Sequence: { id: 'A', type_id: 0 } },
        token('[SEP]'),
        { Sequence: { id: 'B', type_id: 1 } },
        { SpecialToken: { id: '[SEP]', type_id: 1 } },
      ],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((name) => [
          name,
          { id: name, ids: [idOf.get(name)], tokens: [name] },
        ]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(idOf),
    },
  };
}

/** Where OpenAI-compatible models are usually found; any other address can be typed. */
export const endpoints: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'http://localhost:11434/v1', label: 'Ollama, on this machine' },
  { value: 'http://localhost:1234/v1', label: 'LM Studio, on this machine' },
  { value: 'http://localhost:8080/v1', label: 'llama.cpp server, on this machine' },
  { value: 'http://localhost:8000/v1', label: 'vLLM, on this machine' },
  { value: 'https://api.openai.com/v1', label: 'OpenAI' },
  { value: 'https://openrouter.ai/api/v1', label: 'OpenRouter' },
  { value: 'https://api.mistral.ai/v1', label: 'Mistral' },
  { value: 'https://api.groq.com/openai/v1', label: 'Groq' },
  { value: 'https://api.together.xyz/v1', label: 'Together' },
  { value: 'https://api.deepseek.com/v1', label: 'DeepSeek' },
  { value: 'https://router.huggingface.co/v1', label: 'Hugging Face router' },
];

/** The name of a known address, or its host. */
export function endpointName(baseUrl: string): string {
  const known = endpoints.find((endpoint) => endpoint.value === baseUrl);
  return known?.label ?? baseUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

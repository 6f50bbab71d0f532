// Positives: keys of model vendors and of chat services.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import {
  anthropic,
  deepSeek,
  discord,
  groq,
  huggingFace,
  langSmith,
  nvidia,
  openai,
  openaiProject,
  openRouter,
  perplexity,
  pinecone,
  replicate,
  slackApp,
  slackBot,
  slackUser,
  telegram,
  xai,
} from './tokens-services.ts'
import { domain, personal, thing } from './words.ts'

export const modelCases: Cases = (random) => [
  ...positives(
    random,
    'openai-key',
    ['ai'],
    (random) => hosted(random, 'summarise.py', { top: 'import openai', body: `openai.api_key = "${openai(random)}"` }),
    (random) =>
      hosted(
        random,
        'src/llm.ts',
        `const openai = new OpenAI({ apiKey: '${openaiProject(random)}', dangerouslyAllowBrowser: true })`,
      ),
    (random) => hosted(random, 'app/Chat.swift', `let apiKey = "${openaiProject(random)}"`),
  ),
  ...positives(
    random,
    'openai-key-as-default-of-lookup',
    ['ai'],
    (random) => hosted(random, 'app.py', `OPENAI_API_KEY = os.getenv("OPENAI_API_KEY", "${openaiProject(random)}")`),
    (random) => hosted(random, 'server/config.js', `const key = process.env.OPENAI_API_KEY || '${openai(random)}';`),
  ),
  ...positives(
    random,
    'anthropic-key',
    ['ai'],
    (random) =>
      hosted(random, 'agents/review.py', { body: `client = anthropic.Anthropic(api_key="${anthropic(random)}")` }),
    (random) => hosted(random, 'run.sh', `export ANTHROPIC_API_KEY='${anthropic(random)}'`),
  ),
  ...positives(
    random,
    'hugging-face-token',
    ['ai'],
    (random) =>
      hosted(random, 'train.ipynb', {
        body: `from huggingface_hub import login\nlogin(token="${huggingFace(random)}")`,
      }),
    (random) =>
      hosted(
        random,
        'Dockerfile',
        `RUN huggingface-cli login --token ${huggingFace(random)} && huggingface-cli download bert-base-uncased`,
      ),
    (random) => ({
      ...hosted(random, 'infer.R', {
        body: `res <- POST(url, add_headers(Authorization = "Bearer ${huggingFace(random)}"), body = payload)`,
      }),
      classes: ['ai', 'bearer-header'],
    }),
  ),
  ...positives(
    random,
    'fast-model-hosts',
    ['ai'],
    (random) => hosted(random, 'lib/groq.js', `export const groq = new Groq({ apiKey: "${groq(random)}" })`),
    (random) => hosted(random, 'src/main.rs', `const XAI_KEY: &str = "${xai(random)}";`),
    (random) => hosted(random, 'bot/main.go', `const perplexityKey = "${perplexity(random)}"`),
  ),
  ...positives(
    random,
    'model-routers',
    ['ai', 'bearer-header'],
    (random) =>
      hosted(random, 'index.js', {
        body: code`
      const completion = await fetch('https://openrouter.ai/api/v1/chat/completions', {
        method: 'POST',
        headers: { Authorization: 'Bearer ${openRouter(random)}', 'Content-Type': 'application/json' },
        body: JSON.stringify({ model: 'mistralai/mixtral-8x7b', messages }),
      })`,
      }),
    (random) => ({
      ...hosted(
        random,
        'config.yaml',
        code`
      model_list:
        - model_name: deepseek-chat
          litellm_params:
            model: deepseek/deepseek-chat
            api_key: ${deepSeek(random)}`,
      ),
      classes: ['ai'],
    }),
  ),
  ...positives(
    random,
    'vector-and-trace-keys',
    ['ai'],
    (random) => hosted(random, 'rag/index.py', { body: `pc = Pinecone(api_key="${pinecone(random)}")` }),
    (random) =>
      hosted(
        random,
        '.env.local',
        `LANGCHAIN_TRACING_V2=true\nLANGCHAIN_API_KEY=${langSmith(random)}\nLANGCHAIN_PROJECT=${thing(random)}`,
      ),
  ),
  ...positives(
    random,
    'image-and-speech-keys',
    ['ai'],
    (random) => hosted(random, 'generate.py', `REPLICATE_API_TOKEN = "${replicate(random)}"`),
    (random) =>
      hosted(random, 'speak.js', { body: `req.headers['xi-api-key'] = '${'sk'}_${random.text('hex', 48)}';` }),
    (random) =>
      hosted(
        random,
        'nim/chat.py',
        `client = OpenAI(base_url="https://integrate.api.nvidia.com/v1", api_key="${nvidia(random)}")`,
      ),
  ),
  ...positives(
    random,
    'experiment-tracker-key',
    ['ai', 'token-assignment'],
    (random) => hosted(random, 'train.py', { body: `wandb.login(key="${random.text('hex', 40)}")` }),
    (random) =>
      hosted(random, 'run_sweep.sh', `export WANDB_API_KEY=${random.text('hex', 40)}\nexport CUDA_VISIBLE_DEVICES=0`),
  ),
]

export const chatCases: Cases = (random) => [
  ...positives(
    random,
    'slack-bot-token',
    ['chat'],
    (random) => hosted(random, 'bot/app.py', { body: `client = WebClient(token="${slackBot(random)}")` }),
    (random) => hosted(random, 'lib/notifier.rb', `SLACK = Slack::Web::Client.new(token: '${slackBot(random)}')`),
    (random) =>
      hosted(random, 'src/Notify.php', {
        body: `$fields = ['token' => '${slackBot(random)}', 'channel' => '#deploys', 'text' => $page];`,
      }),
  ),
  ...positives(
    random,
    'slack-user-and-app-token',
    ['chat'],
    (random) => hosted(random, 'export.py', `TOKEN = '${slackUser(random)}'  # legacy, all channels`),
    (random) =>
      hosted(
        random,
        'socket.ts',
        `const app = new App({ token: '${slackBot(random)}', appToken: '${slackApp(random)}', socketMode: true })`,
      ),
  ),
  ...positives(
    random,
    'discord-bot-token',
    ['chat'],
    (random) => hosted(random, 'bot.py', `bot.run('${discord(random)}')`),
    (random) => ({
      path: 'config.json',
      content: code`
      {
        "prefix": "!",
        "token": "${discord(random)}",
        "owner": "${random.text('digits', 18)}",
        "status": "with ${thing(random)}s"
      }`,
    }),
    (random) => hosted(random, 'index.js', `client.login("${discord(random)}");`),
  ),
  ...positives(
    random,
    'telegram-bot-token',
    ['chat'],
    (random) => hosted(random, 'bot/main.py', { body: `updater = Updater("${telegram(random)}", use_context=True)` }),
    (random) =>
      hosted(random, 'alert.sh', {
        body: line`
          curl -s "https://api.telegram.org/bot${telegram(random)}/sendMessage" -d chat_id=-100
          ${random.text('digits', 10)} -d text="backup ok"
        `,
      }),
    (random) => hosted(random, 'sketch.ino', `#define BOT_TOKEN "${telegram(random)}"`),
  ),
  ...positives(
    random,
    'matrix-and-mattermost-token',
    ['chat'],
    (random) =>
      hosted(
        random,
        'bridge/config.yaml',
        code`
      homeserver:
        url: https://matrix.${domain(random)}
      access_token: ${'syt'}_${random.text('alphanumeric', 12)}_${random.text('letters', 20)}_${random.text('alphanumeric', 6)}`,
      ),
    (random) => hosted(random, 'hook.go', `const mattermostToken = "${random.text('lowerDigits', 26)}"`),
  ),
  ...positives(random, 'irc-password', ['chat', 'password-assignment'], (random) =>
    hosted(random, 'irc/bot.pl', { body: `$irc->yield(privmsg => 'NickServ', 'IDENTIFY ${personal(random)}');` }),
  ),
]

// The platform's side of a bot, by an independent implementation: `node telegram.js PORT TOKEN`.
// One JSON object a line: {act: say | command | press | answers, …}; one JSON object a line back.
'use strict';

const readline = require('readline');
const TelegramServer = require('telegram-test-api');
const { routes } = require('telegram-test-api/lib/routes/index');

const [port, token] = process.argv.slice(2);
const answered = [];
const polls = { count: 0 };

// What the package lacks: methods that it does not know, and the form of two answers of the real platform.
const format = TelegramServer.formatUpdate;
TelegramServer.formatUpdate = (update) => {
  const made = format(update);
  if (made.callback_query) made.callback_query.chat_instance = '1';
  return made;
};
routes.unshift((app) => {
  const me = { id: 666, is_bot: true, first_name: 'Test', username: 'TestNameBot' };
  const info = { url: '', has_custom_certificate: false, pending_update_count: 0 };
  app.all('/bot:token/getMe', (_ask, answer) => answer.json({ ok: true, result: me }));
  app.all('/bot:token/getWebhookInfo', (_ask, answer) => answer.json({ ok: true, result: info }));
  app.all('/bot:token/getUpdates', (_ask, _answer, next) => { polls.count += 1; next(); });
  app.all('/bot:token/answerCallbackQuery', (ask, answer) => {
    answered.push(ask.body);
    answer.json({ ok: true, result: true });
  });
});

const server = new TelegramServer({ port: Number(port), host: '127.0.0.1' });
const client = server.getClient(token, { chatId: 42, userId: 42, timeout: 60000 });

const acts = {
  say: (ask) => client.sendMessage(client.makeMessage(ask.text)),
  command: (ask) => client.sendCommand(client.makeCommand(ask.text)),
  press: (ask) => client.sendCallback(client.makeCallbackQuery(ask.data, { message: ask.message })),
  answers: async () => ({ answers: (await client.getUpdates()).result, answered, polls: polls.count }),
};

server.start().then(() => {
  process.stdout.write('{"ready":true}\n');
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', async (line) => {
    const ask = JSON.parse(line);
    let answer;
    try {
      answer = (await acts[ask.act](ask)) || {};
    } catch (error) {
      answer = { error: String(error) };
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
  });
  lines.on('close', () => process.exit(0));
});

// Answers one JSON object a line with one JSON object a line: {lib, act, token, key, appid, …}.
// Two independent implementations of the envelope: Tencent's own and the community's.
'use strict';

const readline = require('readline');
const tencent = require('@wecom/crypto');
const WXBizMsgCrypt = require('wechat-crypto');

const community = (ask) => new WXBizMsgCrypt(ask.token, ask.key, ask.appid);

const acts = {
  wecom: {
    seal: (ask) => {
      const envelope = tencent.encrypt(ask.key, ask.message, ask.appid);
      return { envelope, signature: tencent.getSignature(ask.token, ask.timestamp, ask.nonce, envelope) };
    },
    open: (ask) => {
      const { message, id } = tencent.decrypt(ask.key, ask.envelope);
      return { message, id, signature: tencent.getSignature(ask.token, ask.timestamp, ask.nonce, ask.envelope) };
    },
  },
  wechat: {
    seal: (ask) => {
      const envelope = community(ask).encrypt(ask.message);
      return { envelope, signature: community(ask).getSignature(ask.timestamp, ask.nonce, envelope) };
    },
    open: (ask) => {
      const { message, id } = community(ask).decrypt(ask.envelope);
      return { message, id, signature: community(ask).getSignature(ask.timestamp, ask.nonce, ask.envelope) };
    },
  },
};

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const ask = JSON.parse(line);
  let answer;
  try {
    answer = acts[ask.lib][ask.act](ask);
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
});

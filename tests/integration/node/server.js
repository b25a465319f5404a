// SPDX-License-Identifier: GPL-3.0-or-later
// A platform for tests in another language than the console's, written against app/contracts alone: profile, telemetry and history
// over gRPC, HTTPS and WebSocket, with mutual TLS under authorities of its own. Rows come from resources/data.
//
// node server.js --folder DIR --data DIR --contracts DIR --start MICROSECONDS [--port N] [--grpc-port N] [--held FRAMES]
//                [--forget FROM_US,TO_US] [--no-grpc]
// Says where it is in the first line of its output, as the simulator does. Reads commands from its input, one a line: garbage,
// oversized, reordered, hostile (see Stream.nonsense), envelope (garbage instead of a WebSocket envelope), grpc (open that door).
'use strict';

const https = require('https');
const path = require('path');
const readline = require('readline');
const { parseArgs } = require('util');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');
const { WebSocketServer } = require('ws');
const { Source, Stream, nowUs } = require('./telemetry');
const { Trust } = require('./trust');

const token = 'test-token';
const service = '/stanforis.telemetry.v1.Telemetry/';
const option = (type) => ({ type });
const { values: options } = parseArgs({ options: { folder: option('string'), data: option('string'), contracts: option('string'),
  start: option('string'), port: option('string'), 'grpc-port': option('string'), held: option('string'), forget: option('string'),
  'no-grpc': option('boolean') } });

const conversion = { includeDirs: [options.contracts], keepCase: true, longs: Number, enums: Number, defaults: true, arrays: true,
  oneofs: true };
const methods = loader.loadSync('stanforis/telemetry/v1/telemetry.proto', conversion)['stanforis.telemetry.v1.Telemetry'];
const channelRoot = new protobuf.Root();
channelRoot.loadSync(path.join(options.contracts, 'stanforis/channel/v1/channel.proto'), { keepCase: true });
const ClientMessage = channelRoot.lookupType('stanforis.channel.v1.ClientMessage');
const ServerMessage = channelRoot.lookupType('stanforis.channel.v1.ServerMessage');

const trust = new Trust(options.folder);
const { tls } = trust;
const forget = options.forget ? options.forget.split(',').map(Number) : [0, 0];
const source = new Source(options.data, Number(options.start), Number(options.held || 20), forget);
const bearer = (value) => value === `Bearer ${token}`;
const refused = { code: grpc.status.UNAUTHENTICATED, message: 'There is no valid token.' };
const known = (keys) => keys.every((key) => source.series.has(key));
const allKeys = (request) => [...request.series_keys, ...(request.wishes || []).flatMap((wish) => wish.series_keys)];
const unknown = { code: grpc.status.INVALID_ARGUMENT, message: 'There is no such series.' };

// gRPC. Streams write bytes as they are, so that nonsense can be sent.
const grpcServer = new grpc.Server();
const encodeFrame = methods.Subscribe.responseSerialize;
const isGrpcCaller = (call) => bearer(String(call.metadata.get('authorization')[0]));
grpcServer.addService({ Subscribe: { ...methods.Subscribe, responseSerialize: (bytes) => bytes }, History: methods.History }, {
  Subscribe(call) {
    if (!isGrpcCaller(call) || !known(allKeys(call.request))) {
      call.emit('error', isGrpcCaller(call) ? unknown : refused);
      return;
    }
    const stream = new Stream(source, call.request, encodeFrame, (bytes) => call.write(bytes));
    for (const end of ['cancelled', 'close', 'error']) call.on(end, () => stream.stop());
  },
  History(call, reply) {
    if (!isGrpcCaller(call)) reply(refused);
    else if (!known(call.request.series_keys)) reply(unknown);
    else reply(null, source.history(call.request));
  },
});
function openGrpc(port, then) {
  const credentials = grpc.ServerCredentials.createSsl(Buffer.from(trust.read('workstations.pem')),
    [{ private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) }], true);
  grpcServer.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => {
    if (error) throw error;
    then(bound);
  });
}

// HTTPS: the profile, and History for a console that does not reach gRPC.
let profile = '{}';
const web = https.createServer({ ...tls, ca: trust.read('workstations.pem'), requestCert: true, rejectUnauthorized: false,
  minVersion: 'TLSv1.3' }, (request, response) => {
  const answer = (status, type, body) => response.writeHead(status, { 'Content-Type': type }).end(body);
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    if (request.url === '/.well-known/stanforis-configuration') {
      answer(200, 'application/json', profile);
    } else if (request.url === '/.well-known/stanforis-trust-list') {
      answer(200, 'application/jose', trust.list(JSON.parse(profile).issuer.replace('/id', '')));
    } else if (request.url.startsWith('/crl/')) {
      answer(200, 'application/pkix-crl', trust.revoked(request.url === '/crl/ca' ? 'ca' : 'workstations'));
    } else if (request.url === '/workstations/enrol') {
      const [status, body] = trust.enrol(JSON.parse(Buffer.concat(parts)));
      answer(status, 'application/json', JSON.stringify(body));
    } else if (!trust.isWorkstation(request.socket)) {
      answer(401, 'application/json', '{"code": 16, "message": "A workstation certificate is needed."}');
    } else if (request.url === `/api${service}History` && request.method === 'POST') {
      if (!bearer(request.headers.authorization))
        answer(401, 'application/json', JSON.stringify(refused));
      else
        answer(200, 'application/x-protobuf',
          methods.History.responseSerialize(source.history(methods.History.requestDeserialize(Buffer.concat(parts)))));
    } else {
      answer(404, 'application/json', '{"code": 5, "message": "There is no such method."}');
    }
  });
});

// WebSocket.
const sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });
web.on('upgrade', (request, socket, head) => {
  if (request.url !== '/channel' || !bearer(request.headers.authorization) || !trust.isWorkstation(socket)) {
    socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    return;
  }
  sockets.handleUpgrade(request, socket, head, (channel) => {
    const calls = new Map();
    const write = (message) => channel.send(ServerMessage.encode(ServerMessage.fromObject(message)).finish());
    const beat = () => write({ heartbeat: { sent_us: nowUs() } });
    const timer = setInterval(beat, 1000);
    beat();
    channel.on('close', () => {
      clearInterval(timer);
      calls.forEach((stream) => stream.stop());
    });
    channel.on('message', (bytes) => {
      const received = nowUs();
      const message = ClientMessage.toObject(ClientMessage.decode(bytes), { longs: Number });
      if (message.ping) {
        write({ pong: { ping_us: message.ping.sent_us, received_us: received, sent_us: nowUs() } });
      } else if (message.cancel) {
        calls.get(message.call)?.stop();
        calls.delete(message.call);
      } else if (message.open && message.open.method === `${service}Subscribe` && message.open.access_token === token) {
        const request = methods.Subscribe.requestDeserialize(message.open.request);
        calls.set(message.call, new Stream(source, request, encodeFrame, (frame) => write({ call: message.call, message: frame })));
      } else {
        const isToken = message.open && message.open.access_token === token;
        write({ call: message.call, end: { code: isToken ? grpc.status.NOT_FOUND : refused.code, message: 'Not here.' } });
      }
    });
  });
});

readline.createInterface({ input: process.stdin }).on('line', (command) => {
  if (command === 'grpc') openGrpc(options['grpc-port'], () => {});
  else if (command === 'envelope') sockets.clients.forEach((channel) => channel.send(Buffer.from([0xff, 0xff, 0xff])));
  else source.streams.forEach((stream) => stream.nonsense(command));
}).on('close', () => process.exit(0));

const begin = (grpcPort) => web.listen(Number(options.port || 0), '127.0.0.1', () => {
  const { port } = web.address();
  const origin = `https://127.0.0.1:${port}`;
  profile = JSON.stringify({ version: 1, contract: 'v1', name: 'Test nation', platform: 'Contract server', mode: 'live',
    issuer: `${origin}/id`, grpc_endpoint: `127.0.0.1:${grpcPort}`, websocket_url: `wss://127.0.0.1:${port}/channel`,
    api_base: `${origin}/api`, platform_resource: `${origin}/api`, sector_resource_prefix: `${origin}/api/sectors/`,
    receipt_jwks_uri: `${origin}/api/receipt-keys`, enrolment_url: `${origin}/workstations`, trust_list_url: `${origin}/.well-known/stanforis-trust-list`,
    trust_anchors: [trust.read('ca.pem')], client_id: 'stanforis-console' });
  const first = { platform: origin, authority_sha256: trust.sha256('ca.pem'), enrolment_code: trust.newCode() };
  process.stdout.write(`${JSON.stringify(first)}\n`);
});
if (options['no-grpc']) begin(options['grpc-port']);
else openGrpc(Number(options['grpc-port'] || 0), begin);

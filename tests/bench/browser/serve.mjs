// SPDX-License-Identifier: GPL-3.0-or-later
// Serves the page and feeds it over a WebSocket; says in lines of JSON when it listens, when the first frame was drawn, and what
// was measured. Usage: serve.mjs PEERS RATE SAMPLES POINTS WARM_UP_MS MEASURE_MS
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [peers, rate, samples, points, warmUp, measure] = process.argv.slice(2).map((text, index) => (index ? Number(text) : resolve(text)));
const { WebSocketServer } = createRequire(join(peers, "package.json"))("ws");
const here = dirname(fileURLToPath(import.meta.url));
const uplot = join(peers, "node_modules/uplot/dist");
const files = {
  "/": [join(here, "page.html"), "text/html"],
  "/uplot.js": [join(uplot, "uPlot.iife.min.js"), "text/javascript"],
  "/uplot.css": [join(uplot, "uPlot.min.css"), "text/css"],
};
const series = 48;
const say = (object) => console.log(JSON.stringify(object));
const now = () => performance.timeOrigin + performance.now();

const server = createServer((request, response) => {
  const [path, type] = files[new URL(request.url, "http://localhost").pathname] ?? [];
  if (!path) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": type }).end(readFileSync(path));
});

// The walk of walk.h, in whole numbers: multiplier and increment of Knuth's MMIX.
function walk(seed) {
  let state = BigInt.asUintN(64, BigInt(seed) * 2654435761n + 1n);
  let value = 50;
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    value += Number(BigInt.asUintN(32, state >> 33n)) / 1073741824 - 1;
    value = value < 0 ? -value : value > 100 ? 200 - value : value;
    return value;
  };
}

const variants = Array.from({ length: 8 }, (_, variant) => {
  const batch = new Float64Array(2 + series * samples);
  for (let one = 0; one < series; ++one) {
    const next = walk(one * 8 + variant);
    for (let sample = 0; sample < samples; ++sample) batch[2 + one * samples + sample] = next();
  }
  return batch;
});

new WebSocketServer({ server }).on("connection", (socket) => {
  let offset = 0, quickest = Infinity, asked = 0, sent = 0, frames = 0;
  const drawn = [];
  let began = Infinity;
  const length = 1 / rate, start = now() + 200;
  const compareClocks = () => { asked = now(); socket.send(JSON.stringify({ asked })); };

  function pace() {
    if (socket.readyState !== socket.OPEN) return;
    while (start + sent * length * 1000 <= now()) {
      const batch = variants[sent % variants.length];
      batch[0] = now();
      batch[1] = (start + sent * length * 1000) / 1000 - length;
      socket.send(batch);
      ++sent;
    }
    setTimeout(pace, Math.max(0, start + sent * length * 1000 - now()));
  }

  socket.on("message", (text) => {
    const told = JSON.parse(text);
    if (told.clock) {
      const back = now();
      if (back - told.asked < quickest) {
        quickest = back - told.asked;
        offset = told.clock - (told.asked + back) / 2;
      }
      return;
    }
    if (++frames === 1) say({ firstFrame: true });
    for (const stamp of told.painted) if (stamp >= began) drawn.push({ now: told.now, stamp });
    if (began !== Infinity) ++counted;
  });
  let counted = 0;
  // Of many comparisons the quickest is the nearest to the truth (RFC 5905 §10).
  const comparing = setInterval(compareClocks, 50);
  pace();
  setTimeout(() => { began = now(); say({ begin: true }); }, warmUp);
  setTimeout(() => {
    clearInterval(comparing);
    const latencies = drawn.map(({ now, stamp }) => now - offset - stamp);
    latencies.sort((a, b) => a - b);
    const at = (share) => latencies[Math.max(0, Math.ceil(share * latencies.length) - 1)] ?? 0;
    say({ p50_ms: at(0.5), p99_ms: at(0.99), batches: latencies.length, frames: counted, clock_uncertainty_ms: quickest / 2 });
  }, warmUp + measure);
});
server.listen(0, "127.0.0.1", () => say({ port: server.address().port }));
process.stdin.on("end", () => process.exit(0)).resume();

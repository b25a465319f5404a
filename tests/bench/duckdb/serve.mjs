// SPDX-License-Identifier: GPL-3.0-or-later
// A table of samples in DuckDB's memory that answers questions, one JSON line each. Usage: serve.mjs PEERS SAMPLES STEP_US
// Question {from, to, columns, repeat, rows}: times in microseconds; answer {cpu_ms, wall_ms, rows?}, for one query.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join, resolve } from "node:path";

const peers = resolve(process.argv[2]);
const [samples, step] = process.argv.slice(3).map(Number);
const { DuckDBInstance } = createRequire(join(peers, "package.json"))("@duckdb/node-api");
const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const connection = await instance.connect();
// The values of zoomdata.h, in whole numbers until the last division, so that both sides have the same bits.
await connection.run(`create table samples as select range * ${step} as t,
  abs(range % 2000000 - 1000000) / 20000::double + (range * 48271) % 2147483647 % 1000 / 100::double as v from range(${samples})`);
const version = (await (await connection.runAndReadAll("select version()")).getRows())[0][0];
console.log(JSON.stringify({ ready: true, version }));

for await (const line of createInterface({ input: process.stdin })) {
  const { from, to, columns, repeat, rows } = JSON.parse(line);
  const query = `select (t - ${from}) * ${columns} // ${to - from} as bucket, min(v), max(v), count(*) from samples
    where t >= ${from} and t < ${to} group by bucket order by bucket`;
  const cpu = process.cpuUsage(), began = performance.now();
  let reader;
  for (let i = 0; i < repeat; ++i) reader = await connection.runAndReadAll(query);
  const spent = process.cpuUsage(cpu);
  const answer = { cpu_ms: (spent.user + spent.system) / 1000 / repeat, wall_ms: (performance.now() - began) / repeat };
  if (rows) answer.rows = reader.getRows().map((row) => row.map(Number));
  console.log(JSON.stringify(answer));
}

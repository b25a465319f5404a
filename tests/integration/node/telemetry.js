// SPDX-License-Identifier: GPL-3.0-or-later
// Frames and history out of rows, as telemetry.proto says. What a frame holds depends on the clock alone, so a server that was
// killed goes on where the source is, under a new epoch and new numbers.
'use strict';

const crypto = require('crypto');
const { load, between } = require('./rows');

const framePeriodUs = 200_000;
const secondUs = 1_000_000;

const nowUs = () => Math.round((performance.timeOrigin + performance.now()) * 1000);

// Points of one series that a wish leaves (see Wish in telemetry.proto).
class Thinning {
  constructor(wish) {
    this.kind = (wish && wish.resolution) || 'raw';
    if (this.kind === 'latest') this.width = wish.latest.interval_us || secondUs;
    if (this.kind === 'columns') this.width = Math.max(1, Math.min(secondUs, Math.floor(wish.columns.window_us / wish.columns.count)));
    this.column = [];
  }

  take(points) {
    if (this.kind === 'raw') return points;
    const due = [];
    for (const point of points) {
      const index = Math.floor(point.t / this.width);
      if (this.kind === 'latest') {
        if (index !== this.index) due.push(point);
      } else {
        if (index !== this.index) due.push(...this.end());
        this.column.push(point);
      }
      this.index = index;
    }
    return due;
  }

  end() {
    const column = this.column.splice(0);
    if (column.length <= 4) return column;
    const lowest = column.reduce((a, b) => (b.v < a.v ? b : a));
    const highest = column.reduce((a, b) => (b.v > a.v ? b : a));
    const kept = new Set([column[0], lowest, highest, column[column.length - 1]]);
    return column.filter((point) => kept.has(point));
  }
}

function blockOf(handle, points) {
  const block = { handle, first_us: points[0].t, values: points.map((point) => point.v) };
  const deltas = points.slice(1).map((point, i) => point.t - points[i].t);
  if (deltas.length > 0 && deltas[0] > 0 && deltas.every((delta) => delta === deltas[0])) block.step_us = deltas[0];
  else block.delta_us = deltas;
  return block;
}

class Source {
  // forget: [fromUs, toUs) that history does not know.
  constructor(folder, startUs, held, forget) {
    this.startUs = startUs;
    this.held = held;
    this.forget = forget;
    this.series = load(folder, startUs);
    this.epoch = crypto.randomUUID();
    this.firstFrame = Math.floor((nowUs() - startUs) / framePeriodUs) - 1; // of this process: it has number 1
    this.streams = new Set();
    this.timer = setInterval(() => this.streams.forEach((stream) => stream.tick()), framePeriodUs / 4000);
  }

  // Number of the newest frame whose time is over.
  newest() { return Math.floor((nowUs() - this.startUs) / framePeriodUs) - this.firstFrame; }

  points(key, number) {
    const from = this.startUs + (this.firstFrame + number - 1) * framePeriodUs;
    return between(this.series.get(key).rows, from, from + framePeriodUs);
  }

  history(request) {
    const { from_us: from, to_us: to, columns } = request;
    const series = request.series_keys.map((key) => {
      const known = this.series.get(key);
      const out = { series_key: key, time_us: [], minimum: [], maximum: [], first: [], last: [], count: [], sum: [],
        interval_us: known.intervalUs };
      let open = -1;
      for (const { t, v } of between(known.rows, from, Math.min(to, nowUs()))) {
        if (t >= this.forget[0] && t < this.forget[1]) continue;
        const column = columns === 0 ? t : Math.floor(((t - from) * columns) / (to - from));
        const at = out.count.length - 1;
        if (column !== open) {
          open = column;
          for (const name of ['minimum', 'maximum', 'first', 'last', 'sum']) out[name].push(v);
          out.time_us.push(t);
          out.count.push(1);
        } else {
          out.minimum[at] = Math.min(out.minimum[at], v);
          out.maximum[at] = Math.max(out.maximum[at], v);
          out.last[at] = v;
          out.sum[at] += v;
          out.count[at] += 1;
        }
      }
      return out;
    });
    return { series };
  }
}

// One Subscribe call. send(bytes) puts a message on whichever transport.
class Stream {
  constructor(source, request, encode, send) {
    this.source = source;
    this.encode = encode;
    this.send = send;
    this.wanted = request.series_keys.map((key) => ({ key, thinning: new Thinning() }));
    for (const wish of request.wishes) this.wanted.push(...wish.series_keys.map((key) => ({ key, thinning: new Thinning(wish) })));
    const newest = source.newest();
    const resumes = request.epoch === source.epoch && request.resume_after > 0 && request.resume_after <= newest;
    this.sent = resumes ? Math.max(request.resume_after, newest - source.held) : Math.max(newest - 1, 0);
    this.missed = resumes ? this.sent - request.resume_after : 0;
    this.quiet = 0;
    source.streams.add(this);
    this.tick();
    if (!this.last) this.put({ sequence: this.sent });
  }

  tick() {
    const newest = this.source.newest();
    while (this.sent < newest && this.source.streams.has(this)) {
      this.sent += 1;
      const blocks = [];
      this.wanted.forEach(({ key, thinning }, i) => {
        const points = thinning.take(this.source.points(key, this.sent));
        if (points.length > 0) blocks.push(blockOf(i + 1, points));
      });
      const extra = this.extra || { announcements: [], blocks: [] };
      this.extra = undefined;
      this.put({ sequence: this.sent, blocks: [...blocks, ...extra.blocks], announcements: extra.announcements });
    }
    if (nowUs() - this.quiet > secondUs) this.put({ sequence: this.sent });
  }

  put(frame) {
    if (!this.last) {
      frame.missed = this.missed;
      frame.announcements = this.wanted.map(({ key }, i) => ({ handle: i + 1, series_key: key,
        unit: this.source.series.get(key).unit, interval_us: this.source.series.get(key).intervalUs }));
    }
    this.quiet = nowUs();
    this.last = { ...frame, epoch: this.source.epoch, sent_us: this.quiet };
    this.send(this.encode(this.last));
  }

  stop() { this.source.streams.delete(this); }

  // What no platform should send; nothing of it may reach a store.
  nonsense(kind) {
    const around = { ...this.last, announcements: [], missed: 0 };
    const t = this.quiet;
    if (kind === 'garbage') {
      for (const size of [1, 7, 200, 4000]) this.send(crypto.randomBytes(size).fill(0xff, 0, 1));
    } else if (kind === 'oversized') {
      this.send(Buffer.alloc(33 << 20));
    } else if (kind === 'reordered') { // frames from before and the same again, with other values
      for (const number of [this.sent, this.sent - 1, 1])
        this.send(this.encode({ ...around, sequence: number, blocks: [{ handle: 1, first_us: t, values: [-1] }] }));
    } else if (kind === 'hostile') { // among the good blocks of the next frame
      this.extra = { announcements: [{ handle: 99, series_key: 'finance/secret/rate', interval_us: 1 }], blocks: [
        { handle: 99, first_us: t, values: [-1] }, { handle: 77, first_us: t, values: [-1] },
        { handle: 1, first_us: t, values: [NaN] }, { handle: 1, first_us: t, values: [Infinity] },
        { handle: 1, first_us: -5, values: [-1] }, { handle: 1, first_us: t, values: [-1, -1] },
        { handle: 1, first_us: t, values: [-1, -1], delta_us: [-5] },
        { handle: 1, first_us: t, values: [-1, -1], delta_us: [1], step_us: 1 },
        { handle: 1, first_us: t, values: [-1, -1], step_us: 9e15 }, // centuries ahead
        { handle: 1, first_us: t, values: [-1], quality: [{ quality: 1, length: 4000000000 }] }] };
    }
  }
}

module.exports = { Source, Stream, nowUs };

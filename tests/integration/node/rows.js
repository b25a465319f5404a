// SPDX-License-Identifier: GPL-3.0-or-later
// Two series out of real files, put on today's clock: one regular, one irregular in time.
'use strict';

const fs = require('fs');
const path = require('path');

const rowPeriodUs = 100_000; // an hour of electric-load-hourly-1992.csv
const speed = 8_192; // how many times faster than in usgs-earthquakes.csv, whole microseconds rounded down

function csv(folder, name) {
  const lines = fs.readFileSync(path.join(folder, name), 'utf8').trim().split(/\r?\n/);
  const header = lines[0].split(',');
  return lines.slice(1).map((line) => Object.fromEntries(line.split(',').map((cell, i) => [header[i], cell])));
}

// The rows of all series, ascending in time: [{t: microseconds since 1970, v}], first row at startUs.
function load(folder, startUs) {
  const hours = csv(folder, 'electric-load-hourly-1992.csv');
  const quakes = csv(folder, 'usgs-earthquakes.csv')
    .map((row) => ({ ms: Number(row.time_ms), v: Number(row.magnitude) }))
    .sort((a, b) => a.ms - b.ms);
  return new Map([
    ['energy/grid/load', {
      unit: 'MW', intervalUs: rowPeriodUs,
      rows: hours.map((row, i) => ({ t: startUs + i * rowPeriodUs, v: Number(row.load) })),
    }],
    ['energy/quakes/magnitude', {
      unit: '', intervalUs: 0,
      // Of two in one microsecond the first counts, here as in the console.
      rows: quakes.map((row) => ({ t: startUs + Math.floor(((row.ms - quakes[0].ms) * 1000) / speed), v: row.v }))
        .filter((row, i, all) => i === 0 || row.t > all[i - 1].t),
    }],
  ]);
}

// Rows with from <= t < to; the rows are sorted.
function between(rows, from, to) {
  const at = (time) => {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].t < time) low = middle + 1; else high = middle;
    }
    return low;
  };
  return rows.slice(at(from), at(to));
}

module.exports = { load, between };

